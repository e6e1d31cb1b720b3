select mapping from tracker_mapping where authority = :authority

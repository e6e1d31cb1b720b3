select sequence from record_history where authority = :authority and area = :area and record = :record limit 1

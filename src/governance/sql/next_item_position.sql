select coalesce(max(position), 0) + 1 as position from agenda_item where authority = :authority and meeting = :meeting

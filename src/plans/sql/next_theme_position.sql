select coalesce(max(position), 0) + 1 as position from theme where authority = :authority

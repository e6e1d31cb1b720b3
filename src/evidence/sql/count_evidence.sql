select count(*) as count from evidence
where authority = :authority and ended_at is null
  and (cast(:sees_restricted as bigint) = 1 or is_restricted = 0)

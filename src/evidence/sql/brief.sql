select count(*) as total,
  cast(coalesce(sum(case when review = 'unreviewed' then 1 else 0 end), 0) as bigint) as unreviewed,
  cast(coalesce(sum(case when review = 'accepted' then 1 else 0 end), 0) as bigint) as accepted,
  cast(coalesce(sum(case when review = 'rejected' then 1 else 0 end), 0) as bigint) as rejected,
  cast(coalesce(sum(case when expires < :today then 1 else 0 end), 0) as bigint) as expired
from evidence
where authority = :authority and ended_at is null
  and (cast(:sees_restricted as bigint) = 1 or is_restricted = 0)

select count(*) as total,
  cast(coalesce(sum(case when (cast(:source as text) is null or e.source = :source)
  and (cast(:rung as text) is null or e.rung = :rung)
  and (cast(:review as text) is null or e.review = :review)
  and (cast(:expired as bigint) is null
       or cast(:expired as bigint) = case when e.expires < :today then 1 else 0 end)
  and (cast(:words as text) is null or lower(e.title) like :words escape '\'
       or lower(e.shows) like :words escape '\' or e.number = cast(:number as bigint)) then 1 else 0 end), 0) as bigint) as matching
from evidence e
where e.authority = :authority and e.ended_at is null
  and (cast(:sees_restricted as bigint) = 1 or e.is_restricted = 0)

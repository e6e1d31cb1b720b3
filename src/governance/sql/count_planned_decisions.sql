with seen as (
  select id from board_record
  where authority = :authority
    and (cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || id || '%')
)
select count(*) as total,
  cast(coalesce(sum(case when 1 = 1
  and (cast(:body as text) is null or d.body = :body)
  and (cast(:meeting as text) is null or d.meeting = :meeting)
  and (cast(:from as text) is null or coalesce(d.until, d.day) >= :from)
  and (cast(:to as text) is null or d.day <= :to)
  and (cast(:state as text) is null or :state = case
    when d.withdrawn_on is not null then 'withdrawn' when d.taken_on is not null then 'taken' else 'planned' end)
  and (cast(:is_key as bigint) is null or d.is_key = :is_key)
  and (cast(:words as text) is null
       or lower(case when d.is_private = 0 or s.id is not null then d.title else d.public_title end) like :words escape '\')
  then 1 else 0 end), 0) as bigint) as matching
from planned_decision d
left join seen s on s.id = d.body
where d.authority = :authority

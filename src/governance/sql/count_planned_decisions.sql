with seen as (
  select id from board_record
  where authority = :authority and kind = 'body'
    and (cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || id || '%')
)
select count(*) as total,
  cast(coalesce(sum(case when 1 = 1
-- part: decision_filter
  then 1 else 0 end), 0) as bigint) as matching
from planned_decision d
left join seen s on s.id = d.body
where d.authority = :authority

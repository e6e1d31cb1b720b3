select 'theme' as kind, title, position as number, case when ended_at is null then 0 else 1 end as is_ended
from theme where authority = :authority and id = :id
union all
select 'action' as kind, title, number, case when ended_at is null then 0 else 1 end as is_ended
from plan_action where authority = :authority and id = :id

-- Those of the ids that are here, also what was taken out.
select 'theme' as kind, id, title, position as number, case when ended_at is null then 0 else 1 end as is_ended
from theme where +authority = :authority and id in (select value from json_each(:ids))
union all
select 'action' as kind, id, title, number, case when ended_at is null then 0 else 1 end as is_ended
from plan_action where +authority = :authority and id in (select value from json_each(:ids))

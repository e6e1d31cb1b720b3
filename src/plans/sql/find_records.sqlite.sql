select id, kind, number, title, parent, fields, case when ended_at is null then 0 else 1 end as is_ended, version
from plan_record
where +authority = :authority and id in (select value from json_each(:ids))
order by kind, number

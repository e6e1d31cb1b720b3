-- What an account answers for besides actions, not ended.
select id, kind, number, title, parent, fields, case when ended_at is null then 0 else 1 end as is_ended, version
from plan_record
where authority = :authority and owner_account = :account and ended_at is null
order by kind, number

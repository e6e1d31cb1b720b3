-- What actions are called, and when an update about each was last sent. The plus keeps SQLite from walking the whole council.
select a.id as id, a.title as title,
  (select max(p.written_at) from progress_update p
    where p.authority = :authority and p.action = a.id and p.state <> 'returned') as last_sent
from plan_action a
where +a.authority = :authority and a.id in (select value from json_each(:ids))

select a.id as id, a.number as number, a.title as title, a.owner_role as owner_role, a.start_date as start_date, a.first_due as first_due, a.due as due, a.status as status, a.note as note, a.done_on as done_on, a.version as version, a.kind as kind, a.reference as reference, a.owner_account as owner_account, a.success as success, a.recovery as recovery, a.recovery_by as recovery_by, a.moves as moves, a.difference as difference, a.themes as themes, a.projects as projects, a.findings as findings
from thread_link l
join plan_action a on a.id = l.to_id
where l.authority = :authority and a.authority = :authority and l.from_id = :id and l.to_kind = 'action' and a.ended_at is null
order by a.number
limit :limit

-- Where each action that a filter shows stands, by number; what a parent's ratings are taken from.
select a.id as id, a.number as number, a.status as status, a.difference as difference, a.first_due as first_due,
  a.due as due, a.findings as findings, case when a.themes = '' then 1 else 0 end as is_loose
from plan_action a
where a.authority = :authority and a.ended_at is null
  and (cast(:status as text) is null or a.status = :status)
  and (cast(:difference as text) is null or a.difference = :difference)
  and (cast(:owner_role as text) is null or a.owner_role = :owner_role)
  and (cast(:owner_account as text) is null or a.owner_account = :owner_account)
  and (cast(:theme as text) is null or a.themes like '%' || :theme || '%' or (:theme = 'none' and a.themes = ''))
  and (cast(:project as text) is null or a.projects like '%' || :project || '%')
  and (cast(:finding as text) is null or a.findings like '%' || :finding || '%' or (:finding = 'none' and a.findings = ''))
  and (cast(:is_open as bigint) = 0 or a.status <> 'done')
  and (cast(:due_from as text) is null or a.due >= :due_from)
  and (cast(:due_before as text) is null or a.due < :due_before)
  and (cast(:first_due_before as text) is null or a.first_due < :first_due_before)
  and (cast(:has_moved as bigint) = 0 or a.moves > 0)
  and (cast(:is_undated as bigint) = 0 or a.due is null)
  and (cast(:stage as text) is null or a.id in (
    select l.to_id from thread_link l where l.authority = :authority and l.from_id = :stage and l.to_kind = 'action'
    union
    select d.to_id from thread_link l
    join thread_link d on d.from_id = l.to_id and d.to_kind = 'action' and d.authority = :authority
    where l.authority = :authority and l.from_id = :stage and l.to_kind in ('theme', 'project')
    union
    select d.to_id from thread_link l
    join thread_link p on p.from_id = l.to_id and p.to_kind = 'project' and p.authority = :authority
    join thread_link d on d.from_id = p.to_id and d.to_kind = 'action' and d.authority = :authority
    where l.authority = :authority and l.from_id = :stage and l.to_kind = 'theme'))
order by a.number

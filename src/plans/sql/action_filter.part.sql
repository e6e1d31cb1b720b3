-- The actions (a) that a filter of lists/action_filter.h shows. colours has a letter for each place an action can stand
-- in, 1 where the council's rule gives it the colour asked for; lists/action_colours.h counts them in the same order.
a.authority = :authority and a.ended_at is null
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
  and (cast(:colours as text) is null or substr(cast(:colours as text), 1
    + 108 * case a.status when 'not started' then 0 when 'on track' then 1 when 'at risk' then 2 when 'off track' then 3
      else 4 end
    + 18 * case a.difference when 'none' then 0 when 'activity' then 1 when 'output' then 2 when 'practice' then 3
      when 'experience' then 4 else 5 end
    + 6 * case when a.status = 'done' then 0 when a.first_due < :first_due_long_before then 2
      when a.first_due < :first_due_shortly_before then 1 else 0 end
    + 2 * case when a.status = 'done' then 0 when a.due < :due_long_before then 2 when a.due < :due_shortly_before then 1
      else 0 end
    + cast(a.has_recovery as integer), 1) = '1')
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

-- The actions asked for an update in a cycle that is open, and how far each is: 2 approved, 1 sent, 0 outstanding.
    select a.id as id, a.number as number, a.owner_role as owner_role, a.owner_account as owner_account, a.due as due,
      coalesce(s.stage, 0) as stage
    from plan_action a
    left join (
      select u.action as action, max(case u.state when 'approved' then 2 when 'sent' then 1 else 0 end) as stage
      from progress_update u
      where u.authority = :authority and u.cycle = :cycle
      group by u.action
    ) s on s.action = a.id
    where a.authority = :authority
      and (s.stage > 0
        or (a.ended_at is null and a.status <> 'done' and (a.start_date is null or a.start_date <= :today)))

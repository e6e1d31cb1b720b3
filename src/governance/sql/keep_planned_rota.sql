insert into rota_planned (authority, body, problem, plan, planned_at) values (:authority, :body, :problem, :plan, :planned_at)
on conflict (authority, body, problem) do update set plan = excluded.plan, planned_at = excluded.planned_at

select id from plan_action where authority = :authority and number = :number and ended_at is null

-- Every record in the plan by name, without its fields.
select id, kind, number, title from plan_record where authority = :authority and ended_at is null order by kind, number

create function draw_plan_stamp() returns trigger language plpgsql as $$
begin
  insert into plan_stamp (authority, subject, stamp)
    select distinct on (c.authority) c.authority, tg_argv[0], cast(random() * 9e15 as bigint) from changed c
    on conflict (authority, subject) do update set stamp = excluded.stamp;
  return null;
end;
$$;
create trigger plan_action_insert_is_stamped after insert on plan_action referencing new table as changed
  for each statement execute function draw_plan_stamp('actions');
create trigger plan_action_update_is_stamped after update on plan_action referencing new table as changed
  for each statement execute function draw_plan_stamp('actions');
create trigger plan_action_delete_is_stamped after delete on plan_action referencing old table as changed
  for each statement execute function draw_plan_stamp('actions');
create trigger progress_update_insert_is_stamped after insert on progress_update referencing new table as changed
  for each statement execute function draw_plan_stamp('updates');
create trigger progress_update_update_is_stamped after update on progress_update referencing new table as changed
  for each statement execute function draw_plan_stamp('updates');
create trigger progress_update_delete_is_stamped after delete on progress_update referencing old table as changed
  for each statement execute function draw_plan_stamp('updates');
insert into plan_stamp (authority, subject, stamp)
  select u.id, s.subject, cast(random() * 9e15 as bigint)
  from authority u cross join (select 'actions' as subject union all select 'updates') s;

create function draw_money_stamp() returns trigger language plpgsql as $$
begin
  insert into money_stamp (authority, subject, stamp)
    select distinct on (c.authority) c.authority, tg_argv[0], cast(random() * 9e15 as bigint) from changed c
    on conflict (authority, subject) do update set stamp = excluded.stamp;
  return null;
end;
$$;
create trigger money_record_insert_stamps_all after insert on money_record referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger money_record_update_stamps_all after update on money_record referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger money_record_delete_stamps_all after delete on money_record referencing old table as changed
  for each statement execute function draw_money_stamp('all');
create trigger profile_month_insert_stamps_all after insert on profile_month referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger profile_month_insert_stamps_months after insert on profile_month referencing new table as changed
  for each statement execute function draw_money_stamp('months');
create trigger profile_month_update_stamps_all after update on profile_month referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger profile_month_update_stamps_months after update on profile_month referencing new table as changed
  for each statement execute function draw_money_stamp('months');
create trigger profile_month_delete_stamps_all after delete on profile_month referencing old table as changed
  for each statement execute function draw_money_stamp('all');
create trigger profile_month_delete_stamps_months after delete on profile_month referencing old table as changed
  for each statement execute function draw_money_stamp('months');
create trigger actual_month_insert_stamps_all after insert on actual_month referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger actual_month_insert_stamps_months after insert on actual_month referencing new table as changed
  for each statement execute function draw_money_stamp('months');
create trigger actual_month_update_stamps_all after update on actual_month referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger actual_month_update_stamps_months after update on actual_month referencing new table as changed
  for each statement execute function draw_money_stamp('months');
create trigger actual_month_delete_stamps_all after delete on actual_month referencing old table as changed
  for each statement execute function draw_money_stamp('all');
create trigger actual_month_delete_stamps_months after delete on actual_month referencing old table as changed
  for each statement execute function draw_money_stamp('months');
create trigger forecast_change_insert_stamps_all after insert on forecast_change referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger forecast_change_insert_stamps_months after insert on forecast_change referencing new table as changed
  for each statement execute function draw_money_stamp('months');
create trigger forecast_change_update_stamps_all after update on forecast_change referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger forecast_change_update_stamps_months after update on forecast_change referencing new table as changed
  for each statement execute function draw_money_stamp('months');
create trigger forecast_change_delete_stamps_all after delete on forecast_change referencing old table as changed
  for each statement execute function draw_money_stamp('all');
create trigger forecast_change_delete_stamps_months after delete on forecast_change referencing old table as changed
  for each statement execute function draw_money_stamp('months');
create trigger line_theme_insert_stamps_all after insert on line_theme referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger line_theme_update_stamps_all after update on line_theme referencing new table as changed
  for each statement execute function draw_money_stamp('all');
create trigger line_theme_delete_stamps_all after delete on line_theme referencing old table as changed
  for each statement execute function draw_money_stamp('all');
insert into money_stamp (authority, subject, stamp)
  select u.id, s.subject, cast(random() * 9e15 as bigint)
  from authority u cross join (select 'all' as subject union all select 'months') s;

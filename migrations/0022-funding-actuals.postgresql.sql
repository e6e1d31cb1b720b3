create function draw_money_stamp() returns trigger language plpgsql as $$
begin
  insert into money_stamp (authority, stamp)
    select distinct on (c.authority) c.authority, cast(random() * 9e15 as bigint) from changed c
    on conflict (authority) do update set stamp = excluded.stamp;
  return null;
end;
$$;
create trigger money_record_insert_stamps_money after insert on money_record referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger money_record_update_stamps_money after update on money_record referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger money_record_delete_stamps_money after delete on money_record referencing old table as changed
  for each statement execute function draw_money_stamp();
create trigger profile_month_insert_stamps_money after insert on profile_month referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger profile_month_update_stamps_money after update on profile_month referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger profile_month_delete_stamps_money after delete on profile_month referencing old table as changed
  for each statement execute function draw_money_stamp();
create trigger actual_month_insert_stamps_money after insert on actual_month referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger actual_month_update_stamps_money after update on actual_month referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger actual_month_delete_stamps_money after delete on actual_month referencing old table as changed
  for each statement execute function draw_money_stamp();
create trigger forecast_change_insert_stamps_money after insert on forecast_change referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger forecast_change_update_stamps_money after update on forecast_change referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger forecast_change_delete_stamps_money after delete on forecast_change referencing old table as changed
  for each statement execute function draw_money_stamp();
create trigger line_theme_insert_stamps_money after insert on line_theme referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger line_theme_update_stamps_money after update on line_theme referencing new table as changed
  for each statement execute function draw_money_stamp();
create trigger line_theme_delete_stamps_money after delete on line_theme referencing old table as changed
  for each statement execute function draw_money_stamp();
insert into money_stamp (authority, stamp) select u.id, cast(random() * 9e15 as bigint) from authority u;

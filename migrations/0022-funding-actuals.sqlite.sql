create trigger money_record_insert_stamps_money after insert on money_record begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger money_record_update_stamps_money after update on money_record begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger money_record_delete_stamps_money after delete on money_record begin
  insert into money_stamp (authority, stamp) values (old.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger profile_month_insert_stamps_money after insert on profile_month begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger profile_month_update_stamps_money after update on profile_month begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger profile_month_delete_stamps_money after delete on profile_month begin
  insert into money_stamp (authority, stamp) values (old.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger actual_month_insert_stamps_money after insert on actual_month begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger actual_month_update_stamps_money after update on actual_month begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger actual_month_delete_stamps_money after delete on actual_month begin
  insert into money_stamp (authority, stamp) values (old.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_insert_stamps_money after insert on forecast_change begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_update_stamps_money after update on forecast_change begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_delete_stamps_money after delete on forecast_change begin
  insert into money_stamp (authority, stamp) values (old.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger line_theme_insert_stamps_money after insert on line_theme begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger line_theme_update_stamps_money after update on line_theme begin
  insert into money_stamp (authority, stamp) values (new.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
create trigger line_theme_delete_stamps_money after delete on line_theme begin
  insert into money_stamp (authority, stamp) values (old.authority, random())
    on conflict (authority) do update set stamp = excluded.stamp;
end;
insert into money_stamp (authority, stamp) select u.id, random() from authority u;

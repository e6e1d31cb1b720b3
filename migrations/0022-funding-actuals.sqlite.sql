create trigger money_record_insert_stamps_all after insert on money_record begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger money_record_update_stamps_all after update on money_record begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger money_record_delete_stamps_all after delete on money_record begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger profile_month_insert_stamps_all after insert on profile_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger profile_month_insert_stamps_months after insert on profile_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger profile_month_update_stamps_all after update on profile_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger profile_month_update_stamps_months after update on profile_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger profile_month_delete_stamps_all after delete on profile_month begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger profile_month_delete_stamps_months after delete on profile_month begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger actual_month_insert_stamps_all after insert on actual_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger actual_month_insert_stamps_months after insert on actual_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger actual_month_update_stamps_all after update on actual_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger actual_month_update_stamps_months after update on actual_month begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger actual_month_delete_stamps_all after delete on actual_month begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger actual_month_delete_stamps_months after delete on actual_month begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_insert_stamps_all after insert on forecast_change begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_insert_stamps_months after insert on forecast_change begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_update_stamps_all after update on forecast_change begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_update_stamps_months after update on forecast_change begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_delete_stamps_all after delete on forecast_change begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger forecast_change_delete_stamps_months after delete on forecast_change begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'months', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger line_theme_insert_stamps_all after insert on line_theme begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger line_theme_update_stamps_all after update on line_theme begin
  insert into money_stamp (authority, subject, stamp) values (new.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger line_theme_delete_stamps_all after delete on line_theme begin
  insert into money_stamp (authority, subject, stamp) values (old.authority, 'all', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
insert into money_stamp (authority, subject, stamp)
  select u.id, s.subject, random() from authority u cross join (select 'all' as subject union all select 'months') s;

create trigger plan_action_insert_is_stamped after insert on plan_action begin
  insert into plan_stamp (authority, subject, stamp) values (new.authority, 'actions', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger plan_action_update_is_stamped after update on plan_action begin
  insert into plan_stamp (authority, subject, stamp) values (new.authority, 'actions', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger plan_action_delete_is_stamped after delete on plan_action begin
  insert into plan_stamp (authority, subject, stamp) values (old.authority, 'actions', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger progress_update_insert_is_stamped after insert on progress_update begin
  insert into plan_stamp (authority, subject, stamp) values (new.authority, 'updates', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger progress_update_update_is_stamped after update on progress_update begin
  insert into plan_stamp (authority, subject, stamp) values (new.authority, 'updates', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
create trigger progress_update_delete_is_stamped after delete on progress_update begin
  insert into plan_stamp (authority, subject, stamp) values (old.authority, 'updates', random())
    on conflict (authority, subject) do update set stamp = excluded.stamp;
end;
insert into plan_stamp (authority, subject, stamp)
  select u.id, s.subject, random() from authority u cross join (select 'actions' as subject union all select 'updates') s;

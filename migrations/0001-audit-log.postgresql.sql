create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are never changed or removed';
end;
$$;
create trigger audit_entry_is_not_changed before update or delete on audit_entry
  for each row execute function refuse_audit_change();
create trigger audit_entry_is_not_emptied before truncate on audit_entry
  for each statement execute function refuse_audit_change();
create trigger audit_head_is_not_removed before delete on audit_head
  for each row execute function refuse_audit_change();
create trigger audit_head_is_not_emptied before truncate on audit_head
  for each statement execute function refuse_audit_change();

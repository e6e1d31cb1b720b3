create trigger audit_entry_is_not_changed before update on audit_entry
begin
  select raise(abort, 'audit entries are never changed');
end;
create trigger audit_entry_is_not_removed before delete on audit_entry
begin
  select raise(abort, 'audit entries are never removed');
end;
create trigger audit_head_is_not_removed before delete on audit_head
begin
  select raise(abort, 'the audit head is never removed');
end;

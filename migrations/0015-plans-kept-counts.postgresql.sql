-- What counts of the whole plan and of an open cycle read; of short columns, since an index entry has a greatest length here.
create index plan_action_stands on plan_action (authority, status, difference, first_due, due) where ended_at is null;
create index plan_action_asked on plan_action (authority, owner_role, owner_account, due, number, status, ended_at, start_date,
  id);

-- Whole queries stand in these, so that the rows with their long texts are not read.
drop index plan_action_listed;
create index plan_action_listed on plan_action (authority, number, ended_at, status, difference, first_due, due, owner_role,
  owner_account, moves, days_moved, has_recovery, start_date, themes, projects, findings, id) where ended_at is null;
create index plan_action_asked on plan_action (authority, owner_role, owner_account, due, number, status, ended_at, start_date,
  id);

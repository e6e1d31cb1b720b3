-- What lists of actions filter, group and sort by, kept beside each action so that no page reads the whole plan. themes,
-- projects and findings hold the ids of what the action belongs to and answers, in order, parted by spaces: themes also
-- by way of its projects. days_moved is the days between the first due date and the one that stands.
alter table plan_action add column themes text not null default '';
alter table plan_action add column projects text not null default '';
alter table plan_action add column findings text not null default '';
alter table plan_action add column days_moved bigint not null default 0;

create index plan_action_open_by_due on plan_action (authority, due, number) where ended_at is null and status <> 'done';
create index plan_action_by_owner_role on plan_action (authority, owner_role) where ended_at is null;
drop index plan_action_by_due;
drop index plan_action_by_status;

-- What lists of actions filter, group and sort by, kept beside each action so that no page reads the whole plan. themes,
-- projects and findings hold the ids of what the action belongs to and answers, in order, parted by spaces: themes also
-- by way of its projects. days_moved is the days between the first due date and the one that stands.
alter table plan_action add column themes text not null default '';
alter table plan_action add column projects text not null default '';
alter table plan_action add column findings text not null default '';
alter table plan_action add column days_moved bigint not null default 0;

create index plan_action_open_by_due on plan_action (authority, due, number) where ended_at is null and status <> 'done';
create index plan_action_by_owner_role on plan_action (authority, owner_role) where ended_at is null;
create index plan_action_open_by_owner on plan_action (authority, owner_account, due, number)
  where ended_at is null and status <> 'done';
drop index plan_action_by_due;
drop index plan_action_by_owner;
drop index plan_action_by_status;
create index plan_record_present on plan_record (authority, kind, number) where ended_at is null;

-- Without statistics SQLite takes the index of which most columns fit; each of these holds whole links.
drop index thread_link_by_to;
drop index thread_link_by_kinds;
create index thread_link_up on thread_link (authority, to_id, from_kind, from_id, to_kind, relation);
create index thread_link_down on thread_link (authority, from_id, to_kind, to_id, from_kind, relation);
create index thread_link_kinds on thread_link (authority, from_kind, to_kind, from_id, to_id, relation);

-- A view of the plan's list under a name: the part of its address after "?". Somebody's own, or shared with the council.
create table saved_view (
  id text not null primary key,
  authority text not null,
  account text not null,
  account_name text not null,
  name text not null,
  query text not null,
  is_shared bigint not null,
  version bigint not null
);
create unique index saved_view_by_name on saved_view (authority, account, lower(name));

-- Which view a person sees when they open the plan.
create table default_view (
  authority text not null,
  account text not null,
  view text not null references saved_view (id),
  primary key (authority, account)
);
create index default_view_by_view on default_view (view);

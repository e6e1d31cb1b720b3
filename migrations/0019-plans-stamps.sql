-- A random number for what changes together in a council: its actions, and its updates. Whoever keeps something that was
-- worked out from those rows keeps the number with it, and makes it anew when the number is another. Random, so that a
-- database which was put back from a backup never has a number again that stood for other rows.
create table plan_stamp (
  authority text not null,
  subject text not null,
  stamp bigint not null,
  primary key (authority, subject)
);

-- When anything was last sent about an action is read from the index alone.
drop index progress_update_by_action;
create index progress_update_by_action on progress_update (action, written_at, state, authority);

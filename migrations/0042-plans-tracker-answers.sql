-- What people answered about dates of a tracker that name no day, so that the same tracker read again does not ask
-- again. layout is of the headings that were read; about is the row's reference or, without one, its action; answer is
-- an ISO day or “no date yet”.
create table tracker_answer (
  authority text not null,
  layout text not null,
  about text not null,
  field text not null,
  typed text not null,
  answer text not null,
  answered_at text not null,
  answered_by text not null,
  answered_by_name text not null,
  primary key (authority, layout, about, field, typed)
);

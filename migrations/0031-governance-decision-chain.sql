-- when_printed: what a paper prints where it names no day. Then day and taken_on are the days on which the decision was
-- entered, which put it in its place in lists and are printed nowhere.
alter table planned_decision add column when_printed text not null default '';
create index planned_decision_by_answer on planned_decision (authority, answers);

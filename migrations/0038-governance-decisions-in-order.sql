-- The register of decisions is read in the order of day and number.
create index planned_decision_in_order on planned_decision (authority, day, number);
drop index planned_decision_by_day;

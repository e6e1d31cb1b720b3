-- An inspection that a person enters from what another paper says of it has no report, and often no day.
-- when_printed keeps the paper's words ("June 2018", "spring 2016"); when_sorted puts them among days ("2018-06", "2016").
-- Both are empty for an inspection read from its report.
alter table inspection add column when_printed text;
alter table inspection add column when_sorted text;

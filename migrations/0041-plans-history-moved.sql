-- Its rows are in record_history since 0039.
drop table plan_history;

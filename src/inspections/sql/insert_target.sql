insert into judgement_target (id, authority, line, grade, by_date, set_on, set_by, reason, entered_at, entered_by, entered_by_name, version)
values (:id, :authority, :line, :grade, :by_date, :set_on, :set_by, :reason, :entered_at, :entered_by, :entered_by_name, 1)

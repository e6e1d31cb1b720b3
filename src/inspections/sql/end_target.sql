update judgement_target
set outcome = :outcome, ended_on = :ended_on, ended_by = :ended_by, ended_reason = :ended_reason, version = version + 1
where authority = :authority and id = :id and superseded_by is null and outcome is null and version = :version

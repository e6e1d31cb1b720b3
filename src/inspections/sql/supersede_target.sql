update judgement_target set superseded_by = :superseded_by, superseded_on = :superseded_on, version = version + 1
where authority = :authority and id = :id and superseded_by is null and outcome is null and version = :version

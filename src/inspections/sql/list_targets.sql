select id, line, grade, by_date, set_on, set_by, reason, outcome, ended_on, ended_by, ended_reason, superseded_by, superseded_on,
  entered_by_name, version
from judgement_target
where authority = :authority
order by set_on, id

-- A project's initiation document (p) and what its project (r) is called.
  p.id as id, p.project as project, r.number as project_number, r.title as project_title,
  case when r.ended_at is null then 0 else 1 end as is_ended, p.state as state, p.sections as sections,
  p.approver as approver, p.submitted_by as submitted_by, p.submitted_by_name as submitted_by_name,
  p.submitted_at as submitted_at, p.decided_by as decided_by, p.decided_by_name as decided_by_name,
  p.decided_at as decided_at, p.decision_note as decision_note, p.latest as latest, p.version as version
from pid p
join plan_record r on r.id = p.project and r.authority = :authority

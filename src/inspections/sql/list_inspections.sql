select inspection.id, inspection.kind, inspection.framework, inspection.authority_name, inspection.inspection_start,
  inspection.inspection_end, inspection.published, inspection.received, inspection.when_printed,
  inspection.version, coalesce(inspection.changed_at, inspection.confirmed_at) as changed_at,
  (select grade from judgement
   where judgement.inspection = inspection.id and judgement.category = 'Overall effectiveness' and judgement.body = 'authority'
   order by judgement.position limit 1) as overall,
  (select count(*) from judgement
   where judgement.inspection = inspection.id and judgement.grade = 'inadequate' and judgement.body = 'authority') as inadequate,
  (select count(*) from finding where finding.inspection = inspection.id) as findings
from inspection
where inspection.authority = :authority
order by coalesce(inspection.inspection_start, inspection.when_sorted) desc, inspection.id

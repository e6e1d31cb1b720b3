select finding.id, finding.inspection, finding.position, finding.number, finding.title, finding.text, finding.original_text,
  finding.priority, finding.topic, finding.timescale, finding.tags, finding.body, finding.page, finding.paragraph, finding.version,
  inspection.kind, inspection.framework, inspection.authority_name, inspection.inspection_start, inspection.when_printed
from finding
join inspection on inspection.id = finding.inspection
where finding.authority = :authority
  and (cast(:inspection as text) is null or finding.inspection = :inspection)
  and (cast(:id as text) is null or finding.id = :id)
order by coalesce(inspection.inspection_start, inspection.when_sorted) desc, finding.inspection, finding.position

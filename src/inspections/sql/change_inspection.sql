update inspection
set inspection_start = :inspection_start, inspection_end = :inspection_end, published = :published, received = :received,
  lead_inspectors = :lead_inspectors, deputy_lead_inspectors = :deputy_lead_inspectors, changed_at = :changed_at, version = version + 1
where authority = :authority and id = :id and version = :version

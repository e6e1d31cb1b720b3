select id, kind, framework, authority_name, authority_printed, inspection_start, inspection_end, published, received, lead_inspectors,
  deputy_lead_inspectors, areas_section_title, document_hash, document_name, document_pages, original, confirmed_at, confirmed_by_name, when_printed, version
from inspection
where authority = :authority and id = :id

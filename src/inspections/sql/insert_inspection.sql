insert into inspection (id, authority, kind, framework, authority_name, authority_printed, inspection_start, inspection_end, published,
  received, lead_inspectors, deputy_lead_inspectors, areas_section_title, document_hash, document_name, document_pages, original,
  confirmed_at, confirmed_by, confirmed_by_name, when_printed, when_sorted, version)
values (:id, :authority, :kind, :framework, :authority_name, :authority_printed, :inspection_start, :inspection_end, :published,
  :received, :lead_inspectors, :deputy_lead_inspectors, :areas_section_title, :document_hash, :document_name, :document_pages, :original,
  :confirmed_at, :confirmed_by, :confirmed_by_name, :when_printed, :when_sorted, 1)

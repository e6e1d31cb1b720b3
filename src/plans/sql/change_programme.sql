update programme
set title = :title, vision = :vision, target = :target, start_date = :start_date,
  predecessor = :predecessor, brag_variant = :brag_variant, dates_agreed_by = :dates_agreed_by, version = version + 1
where authority = :authority and version = :version

select
-- part: paper_columns
  and p.id = :id

select
-- part: paper_columns
  and p.meeting = :meeting and p.ended_at is null
order by p.number

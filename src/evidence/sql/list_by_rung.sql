-- The lowest rung of the ladder first.
-- part: evidence_columns
-- part: evidence_listed
order by case e.rung when 'activity' then 1 when 'output' then 2 when 'practice' then 3 when 'experience' then 4 else 5 end, e.number
limit :limit offset :offset

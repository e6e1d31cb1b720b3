-- part: decision_columns
where d.authority = :authority
-- part: decision_filter
order by d.day, d.number
limit :limit offset :offset

-- The decisions that answer a recommendation.
-- part: decision_columns
where d.authority = :authority and d.answers = :recommendation
order by d.day, d.number

select category, grade, body from judgement where authority = :authority and inspection = :inspection order by position

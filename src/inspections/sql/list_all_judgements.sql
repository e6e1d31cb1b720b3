select inspection, category, grade, body from judgement where authority = :authority order by inspection, position

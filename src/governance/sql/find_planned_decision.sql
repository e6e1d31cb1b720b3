-- part: decision_columns
where d.authority = :authority and d.id = :id

delete from thread_link
where authority = :authority and from_id = :from_id and relation = :relation and to_id = :to_id

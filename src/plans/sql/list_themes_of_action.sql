-- The themes an action belongs to: by itself, or by way of its projects.
select from_id as theme from thread_link
where authority = :authority and to_id = :action and from_kind = 'theme'
union
select up.from_id as theme from thread_link l
join thread_link up on up.to_id = l.from_id and up.from_kind = 'theme'
where l.authority = :authority and up.authority = :authority and l.to_id = :action and l.from_kind = 'project'

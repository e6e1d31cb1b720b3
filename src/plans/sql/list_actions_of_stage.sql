-- What a stage holds, its themes' and projects' actions among it.
select l.to_id as action from thread_link l where l.authority = :authority and l.from_id = :stage and l.to_kind = 'action'
union
select d.to_id from thread_link l
join thread_link d on d.from_id = l.to_id and d.to_kind = 'action' and d.authority = :authority
where l.authority = :authority and l.from_id = :stage and l.to_kind in ('theme', 'project')
union
select d.to_id from thread_link l
join thread_link p on p.from_id = l.to_id and p.to_kind = 'project' and p.authority = :authority
join thread_link d on d.from_id = p.to_id and d.to_kind = 'action' and d.authority = :authority
where l.authority = :authority and l.from_id = :stage and l.to_kind = 'theme'

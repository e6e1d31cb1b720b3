-- Records of a kind that hang from any of several things, by links of their own or by way of actions.
select l.to_id as id
from json_each(:ids) as asked
cross join thread_link l
where l.authority = :authority and l.from_id = asked.key and l.to_kind = :kind
union
select d.to_id as id
from json_each(:ids) as asked
cross join thread_link l
cross join thread_link d
where l.authority = :authority and l.from_id = asked.key and l.to_kind = 'action'
  and d.authority = :authority and d.from_id = l.to_id and d.to_kind = :kind

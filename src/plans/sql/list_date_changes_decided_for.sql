-- What somebody asked for and others decided, oldest first.
select d.id as id, a.id as action, a.number as number, a.title as title
from date_change d
join plan_action a on a.id = d.action and a.authority = :authority
where d.authority = :authority and d.state in ('agreed', 'refused') and d.asked_by = :account and d.decided_at >= :since
order by d.decided_at, d.id

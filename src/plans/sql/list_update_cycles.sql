-- Each cycle; what a closed one came to is kept with it.
select c.id as id, c.number as number, c.title as title, c.opened_on as opened_on, c.due as due,
  c.closed_on as closed_on, c.version as version, c.asked as asked, c.sent as sent, c.approved as approved,
  c.outstanding as outstanding, c.owners_asked as owners_asked, c.owners_outstanding as owners_outstanding,
  c.period as period, c.period_due as period_due
from update_cycle c
where c.authority = :authority and (cast(:cycle as text) is null or c.id = :cycle)
order by c.number desc

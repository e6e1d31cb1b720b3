-- The profile of a line after the version of this number.
select c.month as month, cast(sum(c.pence) as bigint) as pence
from profile_change c join profile_version v on v.id = c.version
where c.authority = :authority and v.authority = :authority and c.line = :line and v.number <= :number
group by c.month
having sum(c.pence) <> 0
order by c.month

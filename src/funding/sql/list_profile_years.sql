-- By line and year, of lines that have not ended.
select y.fund as fund, y.line as line, y.year as year, y.pence as pence
from profile_year y join money_record r on r.id = y.line
where y.authority = :authority and r.authority = :authority and r.ended_at is null and y.pence <> 0
  and (cast(:fund as text) is null or y.fund = :fund)
order by y.fund, y.line, y.year

select f.line as line, f.place as place, f.month as month, f.pence as pence, f.why as why, f.at as at, f.actor as actor
from forecast_change f
where f.authority = :authority and (cast(:line as text) is null or f.line = :line)
order by f.line, f.place

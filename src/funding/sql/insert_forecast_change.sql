insert into forecast_change (authority, line, place, month, pence, why, at, account, actor)
select :authority, :line, count(*) + 1, :month, cast(:pence as bigint), :why, :at, :account, :actor
from forecast_change where authority = :authority and line = :line

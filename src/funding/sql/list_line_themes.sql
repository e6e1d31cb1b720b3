-- The themes of one line, or of every line that has not ended.
select t.line as line, t.theme as theme, t.share as share
from line_theme t join money_record r on r.id = t.line
where t.authority = :authority and r.authority = :authority and r.ended_at is null
  and (cast(:line as text) is null or t.line = :line)
  and (cast(:theme as text) is null or t.theme = :theme)
order by t.line, t.theme

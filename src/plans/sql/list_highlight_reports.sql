select id, theme, number, period_from, period_to, '{}' as document, content_hash, note, issued_at, actor
from highlight_report where authority = :authority and theme = :theme order by number desc

select id, theme, number, period_from, period_to, document, content_hash, note, issued_at, actor
from highlight_report where authority = :authority and id = :id

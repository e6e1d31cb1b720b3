insert into highlight_report (id, authority, theme, number, period_from, period_to, document, content_hash, note, issued_at, account, actor)
values (:id, :authority, :theme, :number, :period_from, :period_to, :document, :content_hash, :note, :issued_at, :account, :actor)

select id, read_from from mail_outbox
where account = :account and purpose = 'digest' and authority = :authority and state = 'waiting'
order by composed_at, id

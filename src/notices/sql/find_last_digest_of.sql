select state, composed_at from mail_outbox
where account = :account and purpose = 'digest' and authority = :authority and state in ('sent', 'unknown')
order by composed_at desc, id
limit 1

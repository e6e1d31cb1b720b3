select state, composed_at from mail_outbox
where account = :account and purpose = 'digest' and authority = :authority and state <> 'superseded'
order by composed_at desc, id
limit 1

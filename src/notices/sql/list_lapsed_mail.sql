-- Whoever was sending these is gone.
select id, account, purpose, read_from, handed_over from mail_outbox
where authority = :authority and state = 'sending' and lease_until <= :now
order by id

select state, count(*) as mails from mail_outbox where authority = :authority group by state order by state

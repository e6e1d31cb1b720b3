select state, count(*) as mails from mail_outbox group by state order by state

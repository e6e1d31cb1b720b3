update mail_outbox set state = 'superseded', finished_at = :now, body = '', html = ''
where id = :id and authority = :authority and state = 'waiting'

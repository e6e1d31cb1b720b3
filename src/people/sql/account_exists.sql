select id from account limit 1

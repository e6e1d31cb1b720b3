select stamp as stamp from money_stamp where authority = :authority and subject = 'all'

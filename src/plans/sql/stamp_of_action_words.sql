-- The stamp of the council's actions, for what is kept of their words.
select stamp from plan_stamp where authority = :authority and subject = 'actions'

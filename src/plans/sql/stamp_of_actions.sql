-- Drawn anew with each change of the council's actions.
select stamp from plan_stamp where authority = :authority and subject = 'actions'

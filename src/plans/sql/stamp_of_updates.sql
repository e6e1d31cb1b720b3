-- Drawn anew with each change of the council's progress updates.
select stamp from plan_stamp where authority = :authority and subject = 'updates'

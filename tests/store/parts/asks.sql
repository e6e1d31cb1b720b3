-- Asks for a part that is not there.
select 1 as one
-- part: nowhere

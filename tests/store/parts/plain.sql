-- Asks for nothing.
select 1 as one

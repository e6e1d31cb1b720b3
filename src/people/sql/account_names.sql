-- Whom this council's accounts belong to, also disabled ones.
select id, name from account where authority = :authority

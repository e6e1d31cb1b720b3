-- What was in a mail that did not get there is looked for again.
update digest_progress set read_until = :read_from
where authority = :authority and account = :account and read_until > :read_from

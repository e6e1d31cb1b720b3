-- The bodies on which the account sits today, by its memberships; one may come twice.
select m.body as body
from board_record m
where m.authority = :authority and m.kind = 'membership' and m.owner = :account and m.ended_at is null
  and m.body is not null and (m.made_on is null or m.made_on <= :today) and (m.due is null or m.due >= :today)

select h.sequence, h.kind, h.record, h.title, h.at, h.account, h.actor, h.channel, h.verb, h.why, h.state
from record_history h
join (select record, max(sequence) as sequence from record_history
      where authority = :authority and area = 'plan' and sequence <= :sequence group by record) latest
  on latest.sequence = h.sequence
where h.authority = :authority and h.area = 'plan'
order by h.kind, h.sequence

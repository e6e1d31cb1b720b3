-- Newest first.
select id, pid, number, base, proposal, reason, asked_by, asked_by_name, asked_at, state, decided_by, decided_by_name, decided_at,
  decision_note, version
from pid_change
where authority = :authority and pid = :pid
order by number desc

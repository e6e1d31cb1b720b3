-- A planned decision as the reader may see it, of planned_decision as d.
with seen as (
  select id from board_record
  where authority = :authority and kind = 'body'
    and (cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || id || '%')
)
select d.id, d.number, d.body, b.title as body_name, d.meeting, d.decided_by,
  case when d.is_private = 0 or s.id is not null then d.title else d.public_title end as title, d.public_title, d.day, d.until, d.is_key, d.is_private,
  d.exempt_paragraph, case when d.is_private = 0 or s.id is not null then d.pence end as pence, d.no_call_in, d.answers, d.days,
  d.taken_on, case when d.is_private = 0 or s.id is not null then d.approved_pence end as approved_pence, d.open_fields,
  case when d.is_private = 0 or s.id is not null then d.fields else '{}' end as fields, d.withdrawn_on,
  case when d.is_private = 0 or s.id is not null then d.withdrawn_why else '' end as withdrawn_why,
  case when d.is_private = 0 or s.id is not null then 1 else 0 end as is_seen, d.when_printed, d.made_at, d.changed_at, d.version
from planned_decision d
join board_record b on b.id = d.body
left join seen s on s.id = d.body

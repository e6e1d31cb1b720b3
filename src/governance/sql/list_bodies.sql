-- Bodies that have not ended and are no secret, as list_board_records gives them: asked for with nearly every page of boards.
select r.id as id, r.kind as kind, r.number as number, r.title as title, r.parent as parent, r.body as body,
  r.is_private as is_private, r.fields as fields, 0 as is_ended, r.version as version
from board_record r
where r.authority = :authority and r.kind = 'body' and r.ended_at is null and r.is_private = 0
order by case when r.due is null then 1 else 0 end, r.due, r.number

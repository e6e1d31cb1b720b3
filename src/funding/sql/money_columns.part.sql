r.id as id, r.kind as kind, r.number as number, r.title as title, r.parent as parent, r.fund as fund,
  r.approval as approval, r.line as line, r.fields as fields, case when r.ended_at is null then 0 else 1 end as is_ended,
  r.version as version

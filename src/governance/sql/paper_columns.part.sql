-- A paper with the version of its file that is in force; of meeting_paper as p, its file as f, its item as i.
p.id as id, p.meeting as meeting, p.item as item, m.body as body, p.number as number, p.title as title,
  p.is_private as is_private_itself, case when p.is_private = 1 or i.is_private = 1 then 1 else 0 end as is_private,
  p.exempt_paragraph as exempt_paragraph, p.public_interest as public_interest,
  case when p.ended_at is null then 0 else 1 end as is_ended, f.number as file_number, f.hash as hash, f.name as name,
  f.size as size, f.media_type as media_type, f.added_by as added_by, f.added_by_name as added_by_name,
  f.added_at as added_at, p.version as version
from meeting_paper p
join meeting m on m.id = p.meeting and m.authority = :authority
join meeting_paper_file f on f.paper = p.id and f.number = p.file_version and f.authority = :authority
left join agenda_item i on i.id = p.item and i.authority = :authority
where p.authority = :authority
  and ((p.is_private = 0 and coalesce(i.is_private, 0) = 0) or cast(:sees_all as bigint) = 1
    or cast(:sees_bodies as text) like '%' || m.body || '%')

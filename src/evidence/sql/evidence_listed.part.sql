-- What a list shows, of what its filters ask for.
from evidence e
left join evidence_file f on f.evidence = e.id and f.number = e.file_version
left join evidence_measure m on m.evidence = e.id
left join evidence_audit a on a.evidence = e.id
where e.authority = :authority and e.ended_at is null
  and (cast(:sees_restricted as bigint) = 1 or e.is_restricted = 0)
  and (cast(:source as text) is null or e.source = :source)
  and (cast(:rung as text) is null or e.rung = :rung)
  and (cast(:review as text) is null or e.review = :review)
  and (cast(:expired as bigint) is null
       or cast(:expired as bigint) = case when e.expires < :today then 1 else 0 end)
  and (cast(:dated_from as text) is null or e.dated >= :dated_from)
  and (cast(:dated_to as text) is null or e.dated <= :dated_to)
  and (cast(:words as text) is null or lower(e.title) like :words escape '\'
       or lower(e.shows) like :words escape '\' or e.number = cast(:number as bigint))

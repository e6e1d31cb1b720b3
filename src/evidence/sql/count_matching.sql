-- Without words, so that the index answers.
select count(*) as count from evidence
where authority = :authority and ended_at is null
  and (cast(:sees_restricted as bigint) = 1 or is_restricted = 0)
  and (cast(:source as text) is null or source = :source)
  and (cast(:rung as text) is null or rung = :rung)
  and (cast(:review as text) is null or review = :review)
  and (cast(:dated_from as text) is null or dated >= :dated_from)
  and (cast(:dated_to as text) is null or dated <= :dated_to)
  and (cast(:expired as bigint) is null
       or cast(:expired as bigint) = case when expires < :today then 1 else 0 end)

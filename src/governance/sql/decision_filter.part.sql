-- The decisions that a filter lets through; of planned_decision as d.
  and (cast(:body as text) is null or d.body = :body)
  and (cast(:meeting as text) is null or d.meeting = :meeting)
  and (cast(:from as text) is null or (d.when_printed = '' and coalesce(d.until, d.day) >= :from))
  and (cast(:to as text) is null or (d.when_printed = '' and d.day <= :to))
  and (cast(:state as text) is null or :state = case
    when d.withdrawn_on is not null then 'withdrawn' when d.taken_on is not null then 'taken' else 'planned' end)
  and (cast(:is_key as bigint) is null or d.is_key = :is_key)
  and (cast(:words as text) is null
       or lower(case when d.is_private = 0 or s.id is not null then d.title else d.public_title end) like :words escape '\')

select count(*) as later from progress_update
where authority = :authority and action = :action and state = 'approved' and written_at > :written_at

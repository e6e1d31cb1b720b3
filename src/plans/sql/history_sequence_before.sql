select coalesce(max(sequence), 0) as sequence from plan_history where authority = :authority and at < :before

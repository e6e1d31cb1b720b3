select coalesce(max(sequence), 0) as sequence from record_history
where authority = :authority and area = 'plan' and at < :before

-- Lists of evidence are counted by its day too, from the index alone.
drop index evidence_standing;
create index evidence_standing on evidence (authority, is_restricted, source, rung, review, expires, dated, ended_at);

-- And they are read in the order of a heading, a hundred at a time. The ladder of rungs is not in the alphabet's order.
create index evidence_by_dated on evidence (authority, dated, number) where ended_at is null;
create index evidence_by_expires on evidence (authority, expires, number) where ended_at is null;
create index evidence_by_source on evidence (authority, source, number) where ended_at is null;
create index evidence_by_review on evidence (authority, review, number) where ended_at is null;
create index evidence_by_rung on evidence (authority, (case rung when 'activity' then 1 when 'output' then 2 when 'practice' then 3 when 'experience' then 4 else 5 end), number) where ended_at is null;

select inspection, clock, duty, done_on, accepted_on, note, version, changed_at from inspection_clock where authority = :authority order by inspection, clock

update inspection_clock
set duty = :duty, done_on = :done_on, accepted_on = :accepted_on, note = :note, changed_at = :changed_at, version = version + 1
where authority = :authority and inspection = :inspection and clock = :clock and version = :version

insert into inspection_clock (inspection, clock, authority, duty, done_on, accepted_on, note, changed_at, version)
values (:inspection, :clock, :authority, :duty, :done_on, :accepted_on, :note, :changed_at, 1)

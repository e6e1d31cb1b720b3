insert into inspection_clock (inspection, clock, authority, duty, done_on, accepted_on, note, version)
values (:inspection, :clock, :authority, :duty, :done_on, :accepted_on, :note, 1)

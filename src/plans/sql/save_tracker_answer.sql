insert into tracker_answer (authority, layout, about, field, typed, answer, answered_at, answered_by, answered_by_name)
values (:authority, :layout, :about, :field, :typed, :answer, :answered_at, :answered_by, :answered_by_name)
on conflict (authority, layout, about, field, typed) do update
set answer = excluded.answer, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, answered_by_name = excluded.answered_by_name

select about, field, typed, answer, answered_at, answered_by_name
from tracker_answer
where authority = :authority and layout = :layout
order by about, field, typed

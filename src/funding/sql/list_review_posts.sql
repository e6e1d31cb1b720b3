select post, title, step, full_year, becomes, decided_by, decided_on, pays, why
from review_post
where authority = :authority and review = :review
order by place

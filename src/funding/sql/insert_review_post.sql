insert into review_post (authority, review, place, post, title, step, full_year, becomes, decided_by, decided_on, pays, why)
values (:authority, :review, :place, :post, :title, :step, :full_year, :becomes, :decided_by, :decided_on, :pays, :why)

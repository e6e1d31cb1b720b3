insert into comment_wording (comment, number, authority, body, written_at)
values (:comment, :number, :authority, :body, :written_at)

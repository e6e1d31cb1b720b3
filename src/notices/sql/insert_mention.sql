insert into comment_mention (comment, account, authority, name, is_picked, mentioned_at, read_at)
values (:comment, :account, :authority, :name, :is_picked, :mentioned_at, null)
on conflict (comment, account) do nothing

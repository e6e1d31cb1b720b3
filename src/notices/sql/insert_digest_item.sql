-- Nothing is inserted when the person has been told already.
insert into digest_item (authority, account, item_key, mail, told_at)
values (:authority, :account, :item_key, :mail, :told_at)
on conflict (authority, account, item_key) do nothing

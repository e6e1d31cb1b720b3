insert into digest_progress (authority, account, last_slot, read_until)
values (:authority, :account, :last_slot, :read_until)
on conflict (authority, account) do update set last_slot = excluded.last_slot, read_until = excluded.read_until

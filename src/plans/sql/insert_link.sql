insert into thread_link (authority, from_kind, from_id, relation, to_kind, to_id)
values (:authority, :from_kind, :from_id, :relation, :to_kind, :to_id)
on conflict (from_id, to_id, relation) do nothing

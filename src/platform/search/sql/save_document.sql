insert into search_document
  (authority, kind, id, number, title, body, address, permission, folded_title, folded_rest)
values
  (:authority, :kind, :id, (select coalesce(max(number), 0) + 1 from search_document), :title, :body, :address,
   :permission, :folded_title, :folded_rest)
on conflict (authority, kind, id) do update set
  title = excluded.title, body = excluded.body, address = excluded.address, permission = excluded.permission,
  folded_title = excluded.folded_title, folded_rest = excluded.folded_rest
returning number

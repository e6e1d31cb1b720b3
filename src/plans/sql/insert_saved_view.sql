insert into saved_view (id, authority, account, account_name, name, query, is_shared, version)
values (:id, :authority, :account, :account_name, :name, :query, :is_shared, 1)

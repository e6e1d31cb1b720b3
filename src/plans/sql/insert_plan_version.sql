insert into plan_version (id, authority, number, title, sequence, content_hash, frozen_at, account, actor)
values (:id, :authority, :number, :title, :sequence, :content_hash, :frozen_at, :account, :actor)

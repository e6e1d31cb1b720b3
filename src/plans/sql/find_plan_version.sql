select id, number, title, sequence, content_hash, frozen_at, actor from plan_version where authority = :authority and id = :id

insert into profile_version (id, authority, line, number, at, account, actor, agreed_by, why)
values (:id, :authority, :line,
  (select coalesce(max(v.number), 0) + 1 from profile_version v where v.authority = :authority and v.line = :line), :at, :account,
  :actor, :agreed_by, :why)

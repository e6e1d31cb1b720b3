insert into job (id, authority, operation, input, file_field, file_name, file_hash, title, address, about, permission, state,
  account, account_name, channel, asked_at, worker, reason, result, again_of)
values (:id, :authority, :operation, :input, :file_field, :file_name, :file_hash, :title, :address, :about, :permission,
  'queued', :account, :account_name, :channel, :asked_at, '', '', '', :again_of)

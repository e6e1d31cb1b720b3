  id, operation, input, file_field, file_name, file_hash, title, address, about, permission, state, account, account_name,
  channel, asked_at, started_at, ended_at, reason, result, again_of,
  worker

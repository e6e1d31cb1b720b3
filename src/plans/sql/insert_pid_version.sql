insert into pid_version (id, authority, pid, number, content, fingerprint, made_at, asked_by, asked_by_name, agreed_by,
  agreed_by_name, why, change_request)
values (:id, :authority, :pid, :number, :content, :fingerprint, :made_at, :asked_by, :asked_by_name, :agreed_by,
  :agreed_by_name, :why, :change_request)

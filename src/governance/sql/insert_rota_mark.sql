insert into rota_mark (id, authority, body, kind, theme, meeting, from_day, to_day, why, made_at, made_by, version)
values (:id, :authority, :body, :kind, :theme, :meeting, :from_day, :to_day, :why, :made_at, :made_by, 1)

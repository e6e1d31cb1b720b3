insert into meeting (id, authority, body, number, title, on_day, starts_at, place, state, papers_out_on, late_papers,
  inquorate, attendance, agreed_at, link, version)
values (:id, :authority, :body, :number, :title, :on_day, :starts_at, :place, :state, :papers_out_on, :late_papers,
  :inquorate, :attendance, :agreed_at, :link, 1)

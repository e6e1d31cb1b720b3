update meeting set title = :title, on_day = :on_day, starts_at = :starts_at, place = :place, state = :state,
  papers_out_on = :papers_out_on, late_papers = :late_papers, inquorate = :inquorate, attendance = :attendance,
  agreed_at = :agreed_at, link = :link, version = version + 1
where authority = :authority and id = :id and version = :version

delete from default_view where authority = :authority and view = :view

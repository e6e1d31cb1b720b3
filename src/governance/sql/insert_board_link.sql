insert into board_link (record, thing, authority, kind, on_day) values (:record, :thing, :authority, :kind, :on_day)

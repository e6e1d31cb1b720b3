insert into profile_change (authority, version, line, month, pence) values (:authority, :version, :line, :month, :pence)

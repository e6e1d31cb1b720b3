-- A view that is no longer shared stays the default of its owner alone.
delete from default_view where authority = :authority and view = :view and account <> :account

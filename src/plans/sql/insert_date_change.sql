insert into date_change (id, authority, action, from_due, to_due, reason, requester, asked_by, asked_by_name, asked_at, state,
  decided_in, decision_note, version)
values (:id, :authority, :action, :from_due, :to_due, :reason, :requester, :asked_by, :asked_by_name, :asked_at, 'asked', '', '', 1)

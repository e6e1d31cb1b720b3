insert into planned_decision (id, authority, number, body, meeting, decided_by, title, public_title, day, until, is_key,
  is_private, exempt_paragraph, pence, no_call_in, answers, days, taken_on, approved_pence, open_fields, fields, withdrawn_on,
  withdrawn_why, when_printed, made_at, changed_at, version)
values (:id, :authority, :number, :body, :meeting, :decided_by, :title, :public_title, :day, :until, :is_key, :is_private,
  :exempt_paragraph, :pence, :no_call_in, :answers, :days, :taken_on, :approved_pence, :open_fields, :fields, :withdrawn_on,
  :withdrawn_why, :when_printed, :now, :now, 1)

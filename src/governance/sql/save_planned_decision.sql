update planned_decision
set body = :body, meeting = :meeting, decided_by = :decided_by, title = :title, public_title = :public_title, day = :day,
  until = :until, is_key = :is_key, is_private = :is_private, exempt_paragraph = :exempt_paragraph, pence = :pence,
  no_call_in = :no_call_in, answers = :answers, days = :days, taken_on = :taken_on, approved_pence = :approved_pence,
  open_fields = :open_fields, fields = :fields, withdrawn_on = :withdrawn_on, withdrawn_why = :withdrawn_why,
  when_printed = :when_printed,
  changed_at = :now, version = version + 1
where id = :id and authority = :authority and version = :version

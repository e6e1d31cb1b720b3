insert into agenda_item (id, authority, meeting, position, printed_number, title, public_title, presenter, minutes_planned,
  themes, subject, paper, paper_link, is_private, exempt_paragraph, public_interest, carried_from, carried_to, minutes, why,
  version)
values (:id, :authority, :meeting, :position, :printed_number, :title, :public_title, :presenter, :minutes_planned,
  :themes, :subject, :paper, :paper_link, :is_private, :exempt_paragraph, :public_interest, :carried_from, :carried_to,
  :minutes, :why, 1)

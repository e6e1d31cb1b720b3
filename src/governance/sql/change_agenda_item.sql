update agenda_item set position = :position, printed_number = :printed_number, title = :title,
  public_title = :public_title, presenter = :presenter, minutes_planned = :minutes_planned, themes = :themes,
  subject = :subject, paper = :paper, paper_link = :paper_link, is_private = :is_private,
  exempt_paragraph = :exempt_paragraph, public_interest = :public_interest, carried_from = :carried_from,
  carried_to = :carried_to, minutes = :minutes, why = :why, version = version + 1
where authority = :authority and id = :id and version = :version

update update_cycle
set asked = :asked, sent = :sent, approved = :approved, outstanding = :outstanding, owners_asked = :owners_asked,
  owners_outstanding = :owners_outstanding
where authority = :authority and id = :id and closed_on is not null

update meeting_paper set title = :title, item = :item, is_private = :is_private, exempt_paragraph = :exempt_paragraph,
  public_interest = :public_interest, file_version = :file_version, ended_at = :ended_at, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null

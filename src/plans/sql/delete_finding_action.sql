delete from finding_action where authority = :authority and finding = :finding and action = :action

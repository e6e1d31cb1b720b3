select finding, action from finding_action where authority = :authority

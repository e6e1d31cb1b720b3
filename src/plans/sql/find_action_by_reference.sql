select id, number from plan_action where authority = :authority and reference = :reference and reference <> ''

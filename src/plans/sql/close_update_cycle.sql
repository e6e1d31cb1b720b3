update update_cycle set closed_on = :closed_on, version = version + 1
where authority = :authority and id = :id and closed_on is null

update role_grant set ended = :ended where id = :grant and authority = :authority and ended is null

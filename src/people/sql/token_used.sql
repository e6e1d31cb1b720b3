update api_token set last_used = :now where id = :token

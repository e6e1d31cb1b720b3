select account from os_user_binding where os_user = :os_user

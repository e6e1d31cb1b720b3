select pid, number from pid_change where authority = :authority and state = 'asked'

where 1 = 1

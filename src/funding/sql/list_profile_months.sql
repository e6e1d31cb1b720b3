select month, pence from profile_month where authority = :authority and line = :line and pence <> 0 order by month

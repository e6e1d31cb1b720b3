select month as month, place as place, is_closed as is_closed, why as why, at as at, actor as actor
from month_closing where authority = :authority
order by month, place

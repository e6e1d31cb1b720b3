insert into month_closing (authority, month, place, is_closed, why, at, account, actor)
select :authority, :month, count(*) + 1, :is_closed, :why, :at, :account, :actor
from month_closing where authority = :authority and month = :month

select every, first_title, first_opened_on, first_due, set_on, set_by, set_by_name, version
from update_repeat
where authority = :authority

select call_in_days, record_days, key_pence, key_wards, who_may_call_in, version
from decision_settings
where authority = :authority

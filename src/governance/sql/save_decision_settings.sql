update decision_settings
set call_in_days = :call_in_days, record_days = :record_days, key_pence = :key_pence, key_wards = :key_wards,
  who_may_call_in = :who_may_call_in, version = version + 1
where authority = :authority and version = :version

insert into decision_settings (authority, call_in_days, record_days, key_pence, key_wards, who_may_call_in, version)
values (:authority, :call_in_days, :record_days, :key_pence, :key_wards, :who_may_call_in, 1)
on conflict (authority) do nothing

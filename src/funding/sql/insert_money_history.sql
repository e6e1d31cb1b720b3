insert into money_history (id, authority, record, place, kind, at, account, actor, channel, verb, why, state)
values (:id, :authority, :record,
  (select coalesce(max(h.place), 0) + 1 from money_history h where h.authority = :authority and h.record = :record), :kind, :at,
  :account, :actor, :channel, :verb, :why, :state)

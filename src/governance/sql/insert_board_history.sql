insert into board_history (id, authority, record, place, kind, body, is_private, at, account, actor, channel, verb, why, state)
values (:id, :authority, :record,
  (select coalesce(max(h.place), 0) + 1 from board_history h where h.authority = :authority and h.record = :record), :kind, :body, :is_private, :at, :account, :actor, :channel, :verb, :why, :state)

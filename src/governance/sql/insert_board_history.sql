insert into board_history (id, authority, record, kind, body, is_private, at, account, actor, channel, verb, why, state)
values (:id, :authority, :record, :kind, :body, :is_private, :at, :account, :actor, :channel, :verb, :why, :state)

insert into record_history (authority, area, sequence, kind, record, title, at, account, actor, channel, verb, why, state)
values (:authority, :area, :sequence, :kind, :record, :title, :at, :account, :actor, :channel, :verb, :why, :state)

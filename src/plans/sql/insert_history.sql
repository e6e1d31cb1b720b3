insert into plan_history (authority, sequence, kind, record, title, at, account, actor, channel, verb, why, state)
values (:authority, :sequence, :kind, :record, :title, :at, :account, :actor, :channel, :verb, :why, :state)

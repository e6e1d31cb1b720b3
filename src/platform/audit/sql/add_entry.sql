insert into audit_entry (sequence, at, authority, account, actor, channel, operation, summary, request_id, changes,
                         previous_hash, hash)
values (:sequence, :at, :council, :account, :actor, :channel, :operation, :summary, :request_id, :changes,
        :previous_hash, :hash)

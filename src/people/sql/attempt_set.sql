insert into sign_in_attempt (subject, failures, last_failure)
values (:subject, :failures, :last_failure)
on conflict (subject) do update set failures = excluded.failures, last_failure = excluded.last_failure

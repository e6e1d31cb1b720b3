-- The actions about which an update was sent in a cycle and not returned: 2 approved, 1 sent.
select u.action as action, max(case u.state when 'approved' then 2 else 1 end) as stage
from progress_update u
where u.authority = :authority and u.cycle = :cycle and u.state in ('approved', 'sent')
group by u.action

from job
where authority = :authority
  and (account = :account or (cast(:only_own as bigint) = 0 and cast(:held as text) like '% ' || permission || ' %'))
  and (cast(:state as text) = '' or state = :state)

select state, count(*) as jobs from job group by state order by state

insert into profile_year (authority, fund, line, year, pence) values (:authority, :fund, :line, :year, :pence)
on conflict (line, year) do update set pence = profile_year.pence + excluded.pence

-- Plans of rotas that took long to find. problem: the hash of everything they were found from; another problem, another row.
create table rota_planned (
  authority text not null,
  body text not null,
  problem text not null,
  plan text not null,
  planned_at text not null,
  primary key (authority, body, problem)
);

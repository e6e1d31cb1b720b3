-- A whole action (a), as action_of() reads it.
  a.id as id, a.number as number, a.title as title, a.owner_role as owner_role, a.start_date as start_date,
  a.first_due as first_due, a.due as due, a.status as status, a.note as note, a.done_on as done_on, a.version as version,
  a.kind as kind, a.reference as reference, a.owner_account as owner_account, a.success as success,
  a.recovery as recovery, a.recovery_by as recovery_by, a.moves as moves, a.difference as difference,
  a.themes as themes, a.projects as projects, a.findings as findings

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "people/people.h"
#include "platform/core/date.h"
#include "platform/db/db.h"

/// Programmes as large as real ones, made quickly: rows of every table that pages of the plan read, all different, the
/// same for the same number. For measuring (bench/) and for asking an engine how it would answer a query.
namespace gt::test {

struct ProgrammeSize {
  int themes = 10, projects = 80, actions = 5000, updates = 40000, users = 400, findings = 40;
};

struct LargeCouncil {
  AuthorityId authority;
  AccountId manager;  ///< programme manager
  AccountId owner;    ///< a contributor who owns actions
  std::string name;
};

/// One council with its programme, as it stands on `today`. `number` from 1 makes names and figures differ.
LargeCouncil make_large_council(db::Database& database, ProgrammeSize const& size, int number, Date today);

}  // namespace gt::test

#pragma once

#include "funding/funding.h"

/// The profile of a cost line: what is meant to be spent in which month. Every change is a version that stays; the
/// profile as it stands is the sum of them all.
namespace gt::funding {

struct ProfileVersion {
  std::int64_t number;
  Instant at;
  std::string actor;
  std::string agreed_by;  ///< by role or body; may be empty
  std::string why;
};
/// Newest first.
std::vector<ProfileVersion> profile_versions(db::Transaction& transaction, std::string const& line);

/// As it stands; months without money are left out.
std::vector<MonthAmount> profile_of(db::Transaction& transaction, std::string const& line);
/// As it stood after the version of this number; empty for 0.
std::vector<MonthAmount> profile_after(db::Transaction& transaction, std::string const& line, std::int64_t number);

struct YearAmount {
  std::string fund, line;
  FinancialYear year;
  Money amount;
};
/// Of the lines that have not ended, in one fund or in all. One query.
std::vector<YearAmount> profile_years(db::Transaction& transaction, std::string const& fund = {});

/// Makes the profile what `wanted` says by a new version, and gives its number; no version when nothing changes, and
/// then the number there was. Inside a change.
std::int64_t change_profile(operations::Call& call, Record const& line, std::vector<MonthAmount> const& wanted,
                            std::string const& agreed_by, std::string const& why);

/// Refuses months below nothing, outside the line's days, and more than the line has: of a one-off line in all, of a
/// recurring one in any financial year. Errors: invalid on `months`.
Result<void> check_profile(Record const& line, std::vector<MonthAmount> const& wanted);

void add_profile_operations(operations::Registry& registry);

}  // namespace gt::funding

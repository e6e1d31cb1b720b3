#pragma once

#include "platform/core/date.h"
#include "platform/db/db.h"

/// Money of many years, beside the programme of large_programme.h. For measuring (bench/).
namespace gt::test {

struct MoneySize {
  int years = 10, lines = 500;  ///< of each council
};

/// One fund, an approval a year, its lines with a profile in every month of all years and postings in every month that
/// is over, and a post on each fifth line.
void make_large_money(db::Database& database, AuthorityId const& authority, MoneySize const& size, Date today);

}  // namespace gt::test

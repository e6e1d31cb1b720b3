#pragma once

#include <string>
#include <vector>

#include "governance/governance.h"
#include "platform/core/date.h"
#include "platform/db/db.h"

/// Boards that have met for years, beside the programme of large_programme.h. For measuring (bench/) and for asking an
/// engine how it would answer a query.
namespace gt::test {

struct BoardsSize {
  int bodies = 8, years = 10;
  int items = 6, promises = 4, claims = 2, questions = 2;  ///< of each meeting
};

struct LargeBoards {
  std::vector<std::string> bodies;
  governance::MeetingId last_meeting = governance::MeetingId::trusted("");  ///< of the first body, held
};

/// Monthly meetings of each body until today and a year of coming ones, what was promised, claimed, asked and
/// recommended there, and two decisions a quarter. All but a few of what is older than half a year is closed. Call once
/// the council has its themes.
LargeBoards make_large_boards(db::Database& database, AuthorityId const& authority, BoardsSize const& size, Date today);

}  // namespace gt::test

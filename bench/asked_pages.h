#pragma once

#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/db/db.h"

/// What is asked of the server, and what must come back.
namespace gt::bench {

struct Asked {
  std::string name, target, session;
  std::vector<std::string> shows;  ///< each must be in the page, in this order
};

/// Every page of the council, with its rows by a walk of the raw links and registers.
std::vector<Asked> pages_of(db::Database& database, AuthorityId const& authority, std::string const& session,
                            Date today);
/// The name in the table of figures, the same for every council.
std::string printed_name(Asked const& page);
bool shows_all(Asked const& asked, std::string const& body);

}  // namespace gt::bench

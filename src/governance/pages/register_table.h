#pragma once

#include "governance/pages/board_parts.h"
#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

namespace gt::governance {

/// Every field of the records, names in the place of ids; what was out of sight is not among them.
sheet::Table register_sheet(std::vector<Entry> const& entries, records::Kind const& kind, NamesById const& names,
                            std::string const& council, Date today);
/// `ending` is csv, xlsx or ods.
Result<pages::Answer> register_download(sheet::Table const& table, records::Kind const& kind, std::string_view ending);

}  // namespace gt::governance

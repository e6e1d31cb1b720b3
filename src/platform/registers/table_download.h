#pragma once

#include <string>
#include <string_view>

#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

namespace gt::registers {

/// The table as a file called `name`, by its ending: "csv", "xlsx" or "ods".
Result<pages::Answer> table_download(sheet::Table const& table, std::string const& name, std::string_view ending);

}  // namespace gt::registers

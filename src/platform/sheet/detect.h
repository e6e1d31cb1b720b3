#pragma once

#include <string_view>

#include "platform/sheet/workbook.h"

namespace gt::sheet {

enum class Container { zip, text };

/// What the first bytes tell. Throws Refused for what is certainly not read, saying what it is.
Container detect(std::string_view bytes);

}  // namespace gt::sheet

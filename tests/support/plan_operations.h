#pragma once

#include <string>
#include <string_view>

#include "plans/plan_operations.h"
#include "platform/sheet/workbook.h"

/// The plan's operations, for tests of slices above it that need themes and actions to be there.
namespace gt::test {

inline void add_plan_operations(operations::Registry& registry) {
  plans::add_operations(
      registry, [](FileContent const& bytes, std::string const& name) { return sheet::read(bytes.whole(), name); });
}

}  // namespace gt::test

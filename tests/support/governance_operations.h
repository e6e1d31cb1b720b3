#pragma once

#include "governance/governance_operations.h"
#include "platform/sheet/workbook.h"

/// Governance's operations, for tests of slices above it that need bodies and decisions to be there.
namespace gt::test {

inline void add_governance_operations(operations::Registry& registry) {
  governance::add_operations(
      registry, {[](FileContent const& bytes, std::string const& name) { return sheet::read(bytes.whole(), name); },
                 office::Writer::installed()});
}

}  // namespace gt::test

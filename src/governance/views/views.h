#pragma once

#include "governance/governance.h"
#include "governance/views/view_rules.h"

namespace gt::governance {

/// What inspectors, advisers and peers said, of themes and over all, and what we said of ourselves, paired by theme.
std::vector<SideBySide> read_side_by_side(db::Transaction& transaction, Sight const& sight);

/// "external-view compare".
void add_view_operations(operations::Registry& registry);

}  // namespace gt::governance

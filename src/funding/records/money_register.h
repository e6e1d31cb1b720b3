#pragma once

#include "funding/funding.h"

namespace gt::funding {

/// The register of money and posts; one for the whole program.
registers::Register const& money_register();

/// Refuses by name what would commit more than was approved: lines beyond an approval, or draw-downs beyond it or its
/// phase. `record` as it would be.
Result<void> check_commitment(db::Transaction& transaction, Record const& record);

}  // namespace gt::funding

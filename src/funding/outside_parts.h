#pragma once

#include "platform/pages/pages.h"

/// What pages of other slices show of money; the application wires them. Each is empty for readers who may not see
/// money.
namespace gt::funding {

/// The lines that support a theme, their posts, and whether it is among those with least behind them.
html::Html resources_of_theme(pages::PageCall const& call, std::string const& theme);
/// The bids and approvals that name a risk as the one that their spending slips; empty when none does.
html::Html money_naming_risk(pages::PageCall const& call, std::string const& risk);

}  // namespace gt::funding

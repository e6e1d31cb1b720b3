#pragma once

#include "funding/summary/summary.h"

namespace gt::funding {

inline constexpr char const* nobody_named = "Nobody named yet";

/// Who pays what a month once the money has ended, for the posts that go on or are not decided: contributions run as
/// long as their post, and the rest is paid by whom the decision names. By name; the amounts come to what is kept and
/// what is undecided.
std::vector<std::pair<std::string, Money>> month_payers(MonthThirteen const& month,
                                                        std::vector<Record> const& contributions);

nlohmann::json month_payers_json(db::Transaction& transaction, MonthThirteen const& month);

}  // namespace gt::funding

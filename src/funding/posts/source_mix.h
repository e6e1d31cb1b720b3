#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funding/arithmetic/spread.h"
#include "platform/records/kinds.h"

/// Who pays for a post. What nobody else has agreed to pay is paid by its line.
namespace gt::funding {

struct Payer {
  std::string name;
  std::int64_t share;  ///< hundredths of a per cent
  Money part_year, full_year;
  bool is_line = false;
};

struct SourceMix {
  std::optional<FinancialYear> year;  ///< of the part-year effect; none while the cost in a full year is not given
  std::vector<Payer> payers;  ///< in the order given, the line last; those who agreed, or of whom nothing else is said
  std::vector<Payer> asked;   ///< have not agreed; until they do, the line pays
};

/// `amount` by shares, exact to the penny: running sums are rounded. The rest of the whole comes last.
std::vector<Money> by_share(Money amount, std::vector<std::int64_t> const& shares);

/// The part-year effect is of the financial year in which somebody is expected in the post.
SourceMix source_mix(records::Record const& post, std::string_view line, std::vector<records::Record> const& shares,
                     Date today);

/// What each pays of an amount a month; `rest` is who pays what no contribution does.
std::vector<std::pair<std::string, Money>> payers_of(Money amount, std::string const& rest,
                                                     std::vector<records::Record> const& shares);

}  // namespace gt::funding

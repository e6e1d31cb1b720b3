#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funding/arithmetic/spread.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"
#include "platform/records/kinds.h"
#include "platform/registers/register.h"

/// The contract of funding: the money behind the programme and the posts it pays for.
namespace gt::funding {

using records::Record;

std::vector<records::Kind> const& money_kinds();
/// By word; stops the program when there is none: the words are the program's own.
records::Kind const& money_kind(std::string_view word);

/// Where a record stands, by ids; a line's own id is its line.
struct Place {
  std::optional<std::string> fund, approval, line;
};

/// Absent or empty = any.
struct MoneyFilter {
  std::string kind = {}, inside = {}, fund = {}, approval = {}, line = {}, refers = {}, state = {}, words = {};
};
/// For reading all there is.
inline constexpr std::int64_t most_records = 1'000'000;
/// What has not ended, by kind and number. One query.
std::vector<Record> list_money(db::Transaction& transaction, MoneyFilter const& filter, std::int64_t limit = 10'000,
                               std::int64_t offset = 0);
std::int64_t count_money(db::Transaction& transaction, MoneyFilter const& filter);
/// Ended ones too.
std::optional<Record> find_money(db::Transaction& transaction, std::string const& id);
Place place_of(db::Transaction& transaction, Record const& record);

/// "bid", "approved", "refused", "lapsed"; "requested" of a draw-down or virement; the step of a post; else empty.
std::string state_of(Record const& record);

/// `L12`: how the programme's own exports name a cost line.
std::string line_code(Record const& line);

/// A theme that a cost line supports. `share` is hundredths of a per cent of the line, where one is stated.
struct LineTheme {
  std::string line, theme;
  std::optional<std::int64_t> share;
};
std::vector<LineTheme> themes_of_lines(db::Transaction& transaction, std::string const& line = {},
                                       std::string const& theme = {});

}  // namespace gt::funding

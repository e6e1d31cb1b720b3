#include "plans/tracker/named_period.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "platform/core/text.h"
#include "platform/sheet/typed_date.h"

namespace gt::plans::tracker {

namespace {

std::vector<std::string> pieces_of(std::string_view typed) {
  std::vector<std::string> out;
  std::string piece;
  for (char const each : lower_case(typed)) {
    if (std::string_view(" -/.,").find(each) == std::string_view::npos) {
      piece += each;
    } else if (!piece.empty()) {
      out.push_back(std::move(piece));
      piece.clear();
    }
  }
  if (!piece.empty()) out.push_back(std::move(piece));
  return out;
}

std::optional<int> figure(std::string const& piece) {
  int value = 0;
  auto const* const end = piece.data() + piece.size();
  auto const [stop, error] = std::from_chars(piece.data(), end, value);
  return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

Date last_of_month(Date first) { return first.plus_months(1).plus_days(-1); }

// “Q2 2027/28” ends in September 2027, “Q4 2027/28” in March 2028.
std::optional<Date> end_of_quarter(std::vector<std::string> const& pieces) {
  auto const& quarter = pieces[0];
  auto const year = figure(pieces[1]), next = figure(pieces[2]);
  if (quarter.size() != 2 || quarter[0] != 'q' || quarter[1] < '1' || quarter[1] > '4') return std::nullopt;
  if (pieces[1].size() != 4 || !year || !next || (*year + 1) % 100 != *next % 100) return std::nullopt;
  auto const april = Date::from_parts(*year, 4, 1);
  if (!april) return std::nullopt;
  return april->plus_months(3 * (quarter[1] - '0')).plus_days(-1);
}

}  // namespace

std::optional<Date> last_day_of_period(std::string_view typed) {
  auto pieces = pieces_of(typed);
  if (pieces.size() == 3) return end_of_quarter(pieces);
  if (pieces.size() != 2) return std::nullopt;
  if (pieces[0].size() == 4 && figure(pieces[0])) std::swap(pieces[0], pieces[1]);  // “2027-04”
  auto const year = figure(pieces[1]);
  if (!year || (pieces[1].size() != 2 && pieces[1].size() != 4)) return std::nullopt;
  if (auto const month = figure(pieces[0])) {
    if (pieces[1].size() != 4) return std::nullopt;  // “31/12” may be a day
    auto const first = Date::from_parts(*year, *month, 1);
    return first ? std::optional(last_of_month(*first)) : std::nullopt;
  }
  auto const first = sheet::read_typed_date("1 " + pieces[0] + " " + pieces[1]);
  return first.day ? std::optional(last_of_month(*first.day)) : std::nullopt;
}

}  // namespace gt::plans::tracker

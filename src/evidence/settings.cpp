#include "evidence/settings.h"

#include <charconv>
#include <optional>
#include <vector>

#include "evidence/settings_text.h"
#include "platform/core/text.h"

namespace gt::evidence {

namespace {

struct Setting {
  int value;
  Date valid_from;
  std::optional<Date> valid_to;
};

std::vector<Setting> read_months() {
  std::vector<Setting> out;
  for (auto const& line : split_lines(embedded::evidence_settings)) {
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    ENSURE(cells.size() == 5 && cells[0] == "months_until_stale");
    int value = 0;
    auto const* end = cells[1].data() + cells[1].size();
    ENSURE(std::from_chars(cells[1].data(), end, value).ptr == end && value > 0);
    std::optional<Date> valid_to;
    if (!cells[3].empty()) valid_to = Date::from_iso(cells[3]).value();
    out.push_back({value, Date::from_iso(cells[2]).value(), valid_to});
  }
  ENSURE(!out.empty());
  return out;
}

}  // namespace

int months_until_stale(Date day) {
  static std::vector<Setting> const settings = read_months();
  auto value = settings.front().value;
  for (auto const& each : settings)
    if (each.valid_from <= day && (!each.valid_to || day <= *each.valid_to)) value = each.value;
  return value;
}

}  // namespace gt::evidence

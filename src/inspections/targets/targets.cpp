#include "inspections/targets/targets.h"

#include <algorithm>

#include <fmt/format.h>

#include "inspections/reference.h"
#include "inspections/sql.h"

namespace gt::inspections {

namespace {

Target target_of(db::Row const& row) {
  auto const day_of = [&](char const* name) {
    auto const day = row.optional_date(name);
    ENSURE(day.has_value());
    return *day;
  };
  return {row.id<TargetId>("id"),
          row.text("line"),
          row.text("set_by"),
          row.text("reason"),
          {row.text("grade"), day_of("by_date"), day_of("set_on"), row.optional_text("outcome"),
           row.optional_date("ended_on"), row.optional_date("superseded_on")},
          row.optional_text("ended_by").value_or(""),
          row.optional_text("ended_reason").value_or(""),
          row.optional_text("superseded_by"),
          row.text("entered_by_name"),
          row.integer("version")};
}

}  // namespace

std::vector<Target> list_targets(db::Transaction& transaction) {
  std::vector<Target> out;
  for (auto const& row : transaction.rows(sql::list_targets)) out.push_back(target_of(row));
  return out;
}

std::optional<Target> find_target(db::Transaction& transaction, TargetId const& id) {
  for (auto& each : list_targets(transaction))
    if (each.id == id) return std::move(each);
  return std::nullopt;
}

std::string line_label(std::string_view line) {
  for (auto const& each : line_areas())
    if (each.line == line) return each.label;
  return std::string(line);
}

std::string target_warning(std::string_view line, Date by) {
  std::optional<Date> last;
  for (auto const& each : line_areas()) {
    if (each.line != line || each.fit == "alone" || (each.valid_from && by < *each.valid_from)) continue;
    if (!each.valid_to || by <= *each.valid_to) return {};
    if (!last || *last < *each.valid_to) last = each.valid_to;
  }
  auto out = fmt::format("No framework grades “{}” on {}", line_label(line), by.printed());
  if (last) out += fmt::format("; it was graded until {}", last->printed());
  return out + ". No inspection made then will say whether this target was met: somebody has to.";
}

std::vector<std::string> target_lines() {
  std::vector<std::string> out;
  for (auto const& each : line_areas())
    if (each.fit != "alone" && std::find(out.begin(), out.end(), each.line) == out.end()) out.push_back(each.line);
  return out;
}

std::vector<std::string> target_grades() { return {"outstanding", "good", "requires improvement"}; }

}  // namespace gt::inspections

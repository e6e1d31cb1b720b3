#include "plans/records/record_joins.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "plans/lists/things.h"
#include "plans/records/record_load.h"
#include "plans/thread/links.h"

namespace gt::plans {

namespace {

using Things = std::map<std::string, Thing>;  // by id

std::string by_way_of(std::string_view relation, Thing const& way) {
  return fmt::format("{}, by way of “{}”", relation, way.title);
}

// One step up: a line for each link down to one of `ways`. Returns what the links come from.
Things add_lines_above(db::Transaction& transaction, Things const& ways, std::vector<Joins::Line>& lines) {
  std::set<std::string> ids;
  for (auto const& [id, way] : ways) ids.insert(id);
  auto const links = links_to_any(transaction, ids);
  // The upper ends, since none of the links comes from an empty id. Nothing stands above by being evidence.
  auto above = other_ends(transaction, links, "", evidence::Sight::open_only);
  for (auto const& link : links) {
    auto const other = above.find(link.from_id);
    if (other == above.end()) continue;
    auto const* rule = find_link_rule(link.from_kind, link.to_kind, link.relation);
    auto const relation = rule != nullptr ? rule->back : std::string_view(link.relation);
    lines.push_back(
        {by_way_of(relation, ways.at(link.to_id)), other->second, other->second.is_ended, /*is_down=*/false});
  }
  return above;
}

}  // namespace

std::vector<Joins::Line> joined_by_way(db::Transaction& transaction, Record const& record,
                                       std::vector<Record> const& inside) {
  std::vector<Joins::Line> lines;
  Things ways;
  if (record.kind->word == "organisation") {
    for (auto const& each : inside) ways.emplace(each.id.text(), thing_of(each));
    add_lines_above(transaction, ways, lines);
    return lines;
  }
  for (auto here = std::optional(record); here && here->parent; here = find_record(transaction, *here->parent)) {
    auto place = find_thing(transaction, *here->parent);
    if (!place) break;
    auto relation = here->id == record.id ? "stands in" : by_way_of("stands in", thing_of(*here));
    lines.push_back({std::move(relation), *place, place->is_ended, /*is_down=*/false});
    ways.emplace(place->id, *place);
  }
  std::set<std::string> met;
  while (!ways.empty()) {
    for (auto const& [id, way] : ways) met.insert(id);
    auto above = add_lines_above(transaction, ways, lines);
    std::erase_if(above, [&](auto const& each) { return met.contains(each.first); });
    ways = std::move(above);
  }
  return lines;
}

}  // namespace gt::plans

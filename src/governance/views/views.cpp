#include "governance/views/views.h"

#include <map>

#include "governance/registers/entry_store.h"
#include "plans/plans.h"
#include "platform/operations/declare.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;

namespace {

// The last day of the visit, since the view is of its end; the letter's day where the visit has none.
std::optional<Date> day_of(Entry const& event) {
  for (auto const* field : {"ends_on", "starts_on", "letter_on"})
    if (auto const day = event.date(field)) return day;
  return std::nullopt;
}

json to_json(Said const& said) {
  return {{"on", said.on ? json(said.on->iso()) : json(nullptr)},
          {"when_printed", said.when_printed},
          {"words", said.words},
          {"by", said.by},
          {"scale", said.scale}};
}

std::string_view word(Agreement agreement) {
  switch (agreement) {
    case Agreement::nothing_to_compare:
      return "nothing to compare";
    case Agreement::agree:
      return "agree";
    case Agreement::we_say_more:
      return "we say more";
    case Agreement::they_say_more:
      return "they say more";
  }
  ENSURE(false);
}

Result<json> run_compare(Call& call, operations::Nothing const&) {
  auto rows = json::array();
  for (auto const& each : read_side_by_side(call.db(), sight_of(call.db(), call.actor(), call.today()))) {
    json row{{"theme", each.theme}, {"agreement", word(each.agreement)}, {"steps", each.steps}, {"words", each.words}};
    row["theirs"] = row["ours"] = json::array();
    for (auto const& said : each.theirs) row["theirs"].push_back(to_json(said));
    for (auto const& said : each.ours) row["ours"].push_back(to_json(said));
    rows.push_back(std::move(row));
  }
  return json{{"themes", rows}};
}

}  // namespace

std::vector<SideBySide> read_side_by_side(db::Transaction& transaction, Sight const& sight) {
  std::vector<Said> theirs, ours;
  std::map<std::string, Entry> events;
  for (auto& each : list_entries(transaction, {.kind = "assurance event"}, sight)) {
    if (!each.text("result").empty() || !each.text("result_scale").empty())
      theirs.push_back({"", day_of(each), each.text("when_printed"),
                        each.text("result").empty() ? each.title : each.text("result"), each.text("event_kind"),
                        each.text("result_scale"), each.address()});
    events.emplace(each.id.text(), std::move(each));
  }
  for (auto const& each : list_entries(transaction, {.kind = "external view"}, sight)) {
    auto const found = events.find(each.parent.value_or(""));
    if (found == events.end()) continue;
    theirs.push_back({each.text("theme"), day_of(found->second), found->second.text("when_printed"), each.title,
                      found->second.text("event_kind"), each.text("scale"), each.address()});
  }
  for (auto const& each : list_entries(transaction, {.kind = "own view"}, sight))
    ours.push_back({each.text("theme"), each.date("said_on"), each.text("when_printed"), each.title,
                    each.text("said_by"), each.text("scale"), each.address()});
  std::vector<std::string> themes;
  for (auto const& each : plans::list_themes(transaction)) themes.push_back(each.id.text());
  return side_by_side(themes, theirs, ours);
}

void add_view_operations(operations::Registry& registry) {
  registry.add(operations::declare<operations::Nothing>(
      "external-view compare", "Set what others said of each theme beside what we said, with where they differ",
      operations::Kind::read, "board.view", {}, {{"themes", json::array()}}, &run_compare));
}

}  // namespace gt::governance

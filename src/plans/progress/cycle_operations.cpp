#include <fmt/format.h>

#include "plans/progress/update_operations.h"
#include "plans/progress/updates.h"
#include "plans/refusals.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using operations::Nothing;

namespace {

json to_json(UpdateCycle const& each) {
  return {{"id", each.id.text()},  {"number", each.number},
          {"title", each.title},   {"opened_on", each.opened_on.iso()},
          {"due", each.due.iso()}, {"closed_on", each.closed_on ? json(each.closed_on->iso()) : json(nullptr)}};
}

json to_json(CountedCycle const& each) {
  auto out = to_json(each.cycle);
  auto const& counts = each.counts;
  out.update({{"asked", counts.asked},
              {"sent", counts.sent},
              {"approved", counts.approved},
              {"outstanding", counts.outstanding},
              {"owners_asked", counts.owners_asked},
              {"owners_outstanding", counts.owners_outstanding}});
  return out;
}

struct OpenCycle {
  std::string title;
  std::optional<Date> due;
};

Result<json> run_open(Call& call, OpenCycle const& input) {
  TRY(call.allow_themes({}));  // it asks everybody, so a role for one theme is told so before anything else
  if (auto open = open_cycle(call.db()))
    return refuse(ErrorKind::conflict,
                  fmt::format("“{}” is open already. Close it before you ask owners again.", open->title));
  if (*input.due < call.today())
    return refuse_field(
        "due", fmt::format("The day must be {} or later, so that owners have time to answer.", call.today().printed()));
  UpdateCycle cycle{
      UpdateCycleId::fresh(), next_cycle_number(call.db()), one_line(input.title), call.today(), *input.due, {}, 1};
  insert_cycle(call.db(), cycle);
  call.changed({"update cycle", cycle.id.text(), cycle.title, nullptr, to_json(cycle)});
  auto counted = find_cycle(call.db(), cycle.id, call.today());
  return json{{"cycle", cycle.id.text()}, {"number", cycle.number}, {"asked", counted->counts.asked}};
}

struct CloseCycle {
  std::optional<UpdateCycleId> cycle;
};

Result<json> run_close(Call& call, CloseCycle const& input) {
  TRY(call.allow_themes({}));
  auto found = find_cycle(call.db(), *input.cycle, call.today());
  if (!found) return refuse(ErrorKind::not_found, "There is no such cycle of updates. Look at the list of cycles.");
  auto const was = to_json(*found);
  if (found->cycle.closed_on || !close_cycle(call.db(), found->cycle.id, call.today()))
    return refuse(ErrorKind::conflict, "This cycle is closed already.");
  found->cycle.closed_on = call.today();
  call.changed({"update cycle", found->cycle.id.text(), found->cycle.title, was, to_json(*found)});
  return json{{"cycle", found->cycle.id.text()},
              {"closed_on", found->cycle.closed_on->iso()},
              {"outstanding", found->counts.outstanding}};
}

Result<json> run_list(Call& call, Nothing const&) {
  auto rows = json::array();
  for (auto const& each : list_cycles(call.db(), call.today())) rows.push_back(to_json(each));
  return json{{"cycles", rows}};
}

}  // namespace

void add_cycle_operations(operations::Registry& registry) {
  registry.add(declare<OpenCycle>(
      "cycle open", "Ask every owner of an action under way for an update by a day", Kind::change, "plan.edit",
      {field("title", &OpenCycle::title, "What it is called", "November 2026").required().max_length(120),
       field("due", &OpenCycle::due, "The day by which owners send theirs", "2026-11-30").required()},
      {{"cycle", example_id}, {"number", 3}, {"asked", 118}}, &run_open));
  registry.add(declare<CloseCycle>("cycle close", "Stop asking; what was sent stays", Kind::change, "plan.edit",
                                   {field("cycle", &CloseCycle::cycle, "The cycle", example_id).required()},
                                   {{"cycle", example_id}, {"closed_on", "2026-12-01"}, {"outstanding", 4}},
                                   &run_close));
  registry.add(declare<Nothing>(
      "cycle list",
      "List the cycles of updates, newest first, with how many were asked, sent, approved and outstanding", Kind::read,
      "plan.view", {}, {{"cycles", json::array()}}, &run_list));
}

}  // namespace gt::plans

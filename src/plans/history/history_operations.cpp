#include "plans/history/history_operations.h"

#include "plans/history/find_history.h"
#include "plans/history/plain_words.h"
#include "plans/history/restoring.h"
#include "plans/history/versions.h"
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

json to_json(PlanVersion const& each) {
  return {{"id", each.id.text()},
          {"number", each.number},
          {"title", each.title},
          {"sequence", each.sequence},
          {"content_hash", each.content_hash},
          {"frozen_at", each.frozen_at.iso()},
          {"by", each.actor}};
}

json to_json(PlanDifference const& each) {
  auto fields = json::array();
  for (auto const& field : each.fields)
    fields.push_back({{"field", field.name},
                      {"label", field.label},
                      {"before", field.before},
                      {"after", field.after},
                      {"moved", field.moved}});
  return {{"kind", each.kind},
          {"id", each.record},
          {"number", number_in_words(each)},
          {"title", each.title},
          {"what", each.what},
          {"date_moved", each.date_moved},
          {"owner_changed", each.owner_changed},
          {"fields", fields}};
}

struct Show {
  std::string record;
};

Result<json> run_show(Call& call, Show const& input) {
  auto const found = find_history(call.db(), input.record, call.actor());
  if (!found) return none_such("thing");
  auto rows = json::array();
  for (auto const& each : found->states) rows.push_back(history::to_json(each));
  return json{{"history", rows}};
}

struct Freeze {
  std::string title;
};

Result<json> run_freeze(Call& call, Freeze const& input) {
  auto sequence = last_sequence(call.db());
  if (sequence == 0) return refuse(ErrorKind::invalid, "The plan is empty. Add themes and actions before freezing it.");
  PlanVersion version{PlanVersionId::fresh(),
                      next_plan_version_number(call.db()),
                      one_line(input.title),
                      sequence,
                      content_hash(states_at(call.db(), sequence)),
                      call.now(),
                      call.actor().name};
  insert_plan_version(call.db(), version, call.actor().account);
  call.changed({"plan version", version.id.text(), version.title, nullptr, to_json(version)});
  return to_json(version);
}

Result<json> run_versions(Call& call, Nothing const&) {
  auto rows = json::array();
  for (auto const& each : plan_versions(call.db())) rows.push_back(to_json(each));
  return json{{"versions", rows}};
}

struct Compare {
  std::string from, to;
};

Result<json> run_compare(Call& call, Compare const& input) {
  auto from = TRY(point_of(call.db(), "from", input.from, call.today()));
  auto to = TRY(point_of(call.db(), "to", input.to, call.today()));
  auto differences = compare(states_at(call.db(), from.sequence), states_at(call.db(), to.sequence));
  put_plainly(call.db(), differences);
  auto rows = json::array();
  for (auto const& each : differences) rows.push_back(to_json(each));
  return json{{"from", from.words}, {"to", to.words}, {"differences", rows}};
}

}  // namespace

void add_history_operations(operations::Registry& registry) {
  registry.add(declare<Show>(
      "history show", "Show every state that a record, a finding or evidence has been in", Kind::read, "plan.view",
      {field("record", &Show::record, "A theme, an action, any record, a finding or evidence", example_id)
           .required()
           .max_length(40)},
      {{"history", json::array()}}, &run_show));
  registry.add(declare<Restore>(
      "history restore", "Make something as it was before, as a new change", Kind::change, "action.edit",
      {field("record", &Restore::record, "A theme, an action, any record, a finding or evidence", example_id)
           .required()
           .max_length(40),
       field("sequence", &Restore::sequence, "Which state, from its history", 12).required(),
       field("newest", &Restore::newest, "The newest entry of its history that you saw; not asked when left out", 14),
       field("why", &Restore::why, "Why", "Changed by mistake").max_length(300)},
      {{"restored", example_id}, {"sequence", 12}, {"changed", true}}, &restore_anything));
  registry.add(declare<Freeze>("version freeze", "Freeze the plan as it stands, such as what goes to Ofsted and DfE",
                               Kind::change, "plan.edit",
                               {field("title", &Freeze::title, "What it is called", "As submitted to Ofsted and DfE")
                                    .required()
                                    .max_length(200)},
                               {{"id", example_id}, {"number", 1}}, &run_freeze));
  registry.add(declare<Nothing>("version list", "List the frozen versions of the plan", Kind::read, "plan.view", {},
                                {{"versions", json::array()}}, &run_versions));
  registry.add(declare<Compare>(
      "plan compare", "Compare the plan at two points: versions, days, or now", Kind::read, "plan.view",
      {field("from", &Compare::from, "A version’s id or a day; the end of that day counts", "2026-06-30").required(),
       field("to", &Compare::to, "The same; now when left out", "2026-09-30")},
      {{"from", "30 June 2026"}, {"to", "now"}, {"differences", json::array()}}, &run_compare));
}

}  // namespace gt::plans

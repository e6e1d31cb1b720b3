#include <fmt/format.h>

#include "plans/progress/cycle_changes.h"
#include "plans/progress/repeats.h"
#include "plans/progress/update_operations.h"
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
  auto const counts = open_now(call, cycle);
  return json{{"cycle", cycle.id.text()}, {"number", cycle.number}, {"asked", counts.asked}};
}

struct CloseCycle {
  std::optional<UpdateCycleId> cycle;
};

Result<json> run_close(Call& call, CloseCycle const& input) {
  TRY(call.allow_themes({}));
  auto found = find_cycle(call.db(), *input.cycle, call.today());
  if (!found) return refuse(ErrorKind::not_found, "There is no such cycle of updates. Look at the list of cycles.");
  if (!close_now(call, *found)) return refuse(ErrorKind::conflict, "This cycle is closed already.");
  return json{{"cycle", found->cycle.id.text()},
              {"closed_on", found->cycle.closed_on->iso()},
              {"outstanding", found->counts.outstanding}};
}

json to_json(UpdateRepeat const& repeat, std::optional<NextCycle> const& next) {
  json out{{"every", word(repeat.every)},
           {"set_on", repeat.set_on.iso()},
           {"set_by", repeat.set_by.name},
           {"version", repeat.version},
           {"next", nullptr}};
  if (next) out["next"] = {{"title", next->title}, {"asked_on", next->asked_on.iso()}, {"due", next->due.iso()}};
  return out;
}

json repeat_now(Call& call) {
  auto const repeat = find_repeat(call.db());
  if (!repeat) return nullptr;
  return to_json(*repeat, next_by_repeat(call.db(), *repeat, call.today()));
}

struct Repeat {
  std::string every;
  std::int64_t version = 0;
};

// The days go on as they were where only somebody else takes the repeat over.
RepeatedCycle first_of(std::optional<UpdateRepeat> const& was, UpdateCycle const& last, Every every) {
  bool const goes_on = was && (every == Every::never || (was->every == every && last.period));
  return goes_on ? was->first : as_repeated(last);
}

Result<json> run_repeat(Call& call, Repeat const& input) {
  TRY(call.allow_themes({}));
  auto const every = every_from(input.every);
  if (!every) return refuse_field("every", "Choose two weeks, month, quarter or never.");
  auto const last = last_cycle(call.db());
  if (!last)
    return refuse(ErrorKind::conflict, "There is no cycle to repeat yet. Ask owners for updates, then repeat that.");
  auto const was = find_repeat(call.db());
  UpdateRepeat repeat{
      *every, first_of(was, *last, *every), call.today(), {call.actor().account, call.actor().name}, input.version};
  if (is_too_long(repeat.first, *every))
    return refuse_field("every", fmt::format("“{}” gives owners until {}, when the next would be asked for already. "
                                             "Choose a longer time.",
                                             repeat.first.title, repeat.first.due.printed()));
  auto const before = repeat_now(call);
  bool const is_kept = input.version == (was ? was->version : 0) && (!was || change_repeat(call.db(), repeat));
  if (!is_kept)
    return refuse(ErrorKind::conflict,
                  "This was changed after you opened it. Look at it as it is now, then change it.");
  if (!was) insert_repeat(call.db(), repeat);
  auto after = repeat_now(call);
  call.changed({"update cycle", last->id.text(), last->title, {{"repeat", before}}, {{"repeat", after}}});
  return after;
}

Result<json> run_next(Call& call, Nothing const&) {
  TRY(call.allow_themes({}));
  auto const repeat = find_repeat(call.db());
  auto const next = repeat ? next_by_repeat(call.db(), *repeat, call.today()) : std::nullopt;
  if (!next) return refuse(ErrorKind::conflict, "Cycles of updates do not repeat. “cycle repeat” sets that they do.");
  if (!is_due(*next, call.today()))
    return refuse(ErrorKind::conflict, fmt::format("The next is asked for on {}.", next->asked_on.printed()));
  if (auto const open = open_cycle(call.db())) {
    auto counted = find_cycle(call.db(), open->id, call.today());
    ENSURE(close_now(call, *counted));
  }
  UpdateCycle const cycle{
      UpdateCycleId::fresh(), next_cycle_number(call.db()), next->title, call.today(), next->due, {}, 1, next->period,
      next->period_due};
  auto const counts = open_now(call, cycle,
                               fmt::format("It repeats {}, as {} set on {}.", in_words(repeat->every),
                                           repeat->set_by.name, repeat->set_on.printed()));
  return json{{"cycle", cycle.id.text()},
              {"number", cycle.number},
              {"title", cycle.title},
              {"due", cycle.due.iso()},
              {"asked", counts.asked}};
}

Result<json> run_list(Call& call, Nothing const&) {
  auto rows = json::array();
  for (auto const& each : list_cycles(call.db(), call.today())) rows.push_back(to_json(each));
  return json{{"cycles", rows}, {"repeat", repeat_now(call)}};
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
  registry.add(declare<Repeat>(
      "cycle repeat", "Ask for updates again each time that has gone by since the last cycle, or stop doing so",
      Kind::change, "plan.edit",
      {field("every", &Repeat::every, "How often; never stops it", "month")
           .required()
           .choices({"two weeks", "month", "quarter", "never"}),
       field("version", &Repeat::version, "The version you saw, as “cycle list” says; 0 when it was never set", 0)
           .required()},
      {{"every", "month"},
       {"set_on", "2026-11-03"},
       {"set_by", "Programme manager"},
       {"version", 1},
       {"next", {{"title", "December 2026"}, {"asked_on", "2026-12-02"}, {"due", "2026-12-30"}}}},
      &run_repeat));
  registry.add(declare<Nothing>(
      "cycle next",
      "Close the open cycle and ask for the next, when the repeat says today; the server does so by itself",
      Kind::change, "plan.edit", {},
      {{"cycle", example_id}, {"number", 4}, {"title", "December 2026"}, {"due", "2026-12-30"}, {"asked", 118}},
      &run_next));
  registry.add(declare<Nothing>("cycle list",
                                "List the cycles of updates, newest first, with how many were asked, sent, approved "
                                "and outstanding, and how they "
                                "repeat",
                                Kind::read, "plan.view", {}, {{"cycles", json::array()}, {"repeat", nullptr}},
                                &run_list));
}

}  // namespace gt::plans

#include "inspections/clocks/clocks.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "inspections/reference.h"
#include "inspections/sql.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::inspections {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

struct Said {
  Duty duty;
  std::optional<Date> done_on, accepted_on;
  std::string note;
  std::int64_t version;
  std::optional<Instant> changed{};
};

// The day alone makes a clock late: it then says something else, though nobody changed anything.
Instant last_change(InspectionSummary const& inspection, std::optional<Instant> const& clock,
                    ClockStanding const& stands) {
  auto out = *inspection.changed;
  if (clock) out = std::max(out, *clock);
  if (stands.state == ClockStanding::State::late) out = std::max(out, Instant::start_of(stands.due->plus_days(1)));
  return out;
}

std::map<std::string, Said> all_said(db::Transaction& transaction) {
  std::map<std::string, Said> out;
  for (auto const& row : transaction.rows(sql::list_clocks)) {
    auto duty = duty_from(row.text("duty"));
    ENSURE(duty.has_value());
    out.emplace(row.text("inspection") + " " + row.text("clock"),
                Said{*duty, row.optional_date("done_on"), row.optional_date("accepted_on"), row.text("note"),
                     row.integer("version"), row.optional_instant("changed_at")});
  }
  return out;
}

std::vector<std::string> clock_codes() {
  std::vector<std::string> out;
  for (auto const& each : calendar::clock_rules())
    if (each.from_event == "report received" && std::find(out.begin(), out.end(), each.code) == out.end())
      out.push_back(each.code);
  return out;
}

bool is_written_statement(std::string_view code) { return code == "written-statement"; }

struct List {
  std::optional<InspectionId> inspection;
};

Result<json> run_list(Call& call, List const& input) {
  if (input.inspection && !find_inspection(call.db(), *input.inspection)) return no_such_inspection();
  auto rows = json::array();
  for (auto const& each : list_clocks(call.db(), input.inspection, call.today())) rows.push_back(to_json(each));
  return json{{"clocks", rows}};
}

struct Set {
  std::optional<InspectionId> inspection;
  std::string clock, duty, note;
  std::optional<Date> done_on, accepted_on;
  std::int64_t version = 0;
};

Result<void> check(Set const& input, InspectionClock const& clock, Date today) {
  if (input.done_on && *input.done_on > today)
    return refuse_field("done_on", "This day is still to come. Enter the day it was done, or leave it empty.");
  if (input.done_on && clock.received && *input.done_on < *clock.received)
    return refuse_field("done_on", fmt::format("The report was received on {}; it cannot have been done before.",
                                               clock.received->printed()));
  if (!input.accepted_on) return {};
  if (!is_written_statement(input.clock))
    return refuse_field("accepted_on", "Only a written statement is accepted by anyone. Leave this empty.");
  if (!input.done_on)
    return refuse_field("accepted_on", "Enter the day it was published and sent before the day it was accepted.");
  if (*input.accepted_on < *input.done_on || *input.accepted_on > today)
    return refuse_field("accepted_on",
                        fmt::format("It was sent on {}. Enter a day from then to today.", input.done_on->printed()));
  return {};
}

Result<json> run_set(Call& call, Set const& input) {
  TRY(call.allow_themes({}));  // an inspection concerns every theme
  auto found = find_inspection(call.db(), *input.inspection);
  if (!found) return no_such_inspection();
  auto clock_of = [&]() -> std::optional<InspectionClock> {
    for (auto const& each : list_clocks(call.db(), input.inspection, call.today()))
      if (each.rule->code == input.clock) return each;
    return std::nullopt;
  };
  auto const before = clock_of();
  if (!before)
    return refuse(ErrorKind::invalid,
                  "This inspection was of another council, or came before the rule. Its clocks do "
                  "not run here.");
  TRY(check(input, *before, call.today()));
  auto duty = duty_from(input.duty);
  ENSURE(duty.has_value());  // one of the choices
  db::Params const values{{"inspection", found->id},
                          {"clock", input.clock},
                          {"duty", word(*duty)},
                          {"done_on", input.done_on},
                          {"accepted_on", input.accepted_on},
                          {"note", one_line(input.note)},
                          {"changed_at", call.now()}};
  auto const changed_first =
      refuse(ErrorKind::conflict, "Someone else changed this clock after you opened it. Look at what they entered.");
  if (input.version != before->version) return changed_first;
  if (before->version == 0) {
    call.db().execute(sql::insert_clock, values);
  } else {
    auto with_version = values;
    with_version.push_back({"version", input.version});
    if (call.db().execute(sql::change_clock, with_version) == 0) return changed_first;
  }
  auto const after = clock_of();
  call.changed({"statutory clock", found->id.text(), fmt::format("{}: {}", found->title, before->rule->label),
                to_json(*before), to_json(*after)});
  return to_json(*after);
}

}  // namespace

std::vector<InspectionClock> list_clocks(db::Transaction& transaction, std::optional<InspectionId> const& inspection,
                                         Date today) {
  std::vector<InspectionClock> out;
  auto const own = own_authority_name(transaction);
  auto const said = all_said(transaction);
  for (auto const& each : list_inspections(transaction)) {
    if ((!own.empty() && each.authority_name != own) || (inspection && each.id != *inspection)) continue;
    auto const* kind = find_event_type(each.kind);
    bool const is_graded = kind != nullptr && kind->is_graded;
    for (auto const& code : clock_codes()) {
      auto const* rule = calendar::find_clock(code, each.received.value_or(today));
      if (rule == nullptr) continue;
      auto const found = said.find(each.id.text() + " " + code);
      auto const given =
          found != said.end() ? found->second : Said{is_graded ? Duty::required : Duty::not_required, {}, {}, "", 0};
      auto const stands = standing(*rule, given.duty, each.received, given.done_on, today);
      out.push_back({each.id, each.title, rule, given.duty, each.received, given.done_on, given.accepted_on, given.note,
                     given.version, stands, given.version + each.version, last_change(each, given.changed, stands)});
    }
  }
  return out;
}

json to_json(InspectionClock const& each) {
  using State = ClockStanding::State;
  auto const& stands = each.standing;
  auto const warning = stands.due ? calendar::warning_for(*stands.due) : std::string();
  return {{"inspection", each.inspection.text()},
          {"inspection_title", each.inspection_title},
          {"clock", each.rule->code},
          {"label", each.rule->label},
          {"rule", calendar::counted_in_words(*each.rule)},
          {"source", each.rule->source},
          {"working_day", each.rule->working_day},
          {"duty", word(each.duty)},
          {"received", date_json(each.received)},
          {"due", date_json(stands.due)},
          {"done_on", date_json(each.done_on)},
          {"accepted_on", date_json(each.accepted_on)},
          {"is_late", stands.state == State::late || stands.state == State::done_late},
          {"standing", stands.words},
          {"due_may_still_move", stands.due && calendar::may_still_move(*stands.due)},
          {"warning", warning.empty() ? json(nullptr) : json(warning)},
          {"note", each.note},
          {"version", each.version}};
}

void add_clock_operations(operations::Registry& registry) {
  json const example{{"clock", "written-statement"}, {"due", "2018-10-29"}, {"standing", "12 working days left"}};
  registry.add(declare<List>("clock list", "List the statutory clocks of the council’s inspections: due, done and late",
                             operations::Kind::read, "inspection.view",
                             {field("inspection", &List::inspection, "Only this inspection’s", example_id)},
                             {{"clocks", json::array({example})}}, &run_list));
  registry.add(declare<Set>(
      "clock set", "Say whether a statutory clock of an inspection applies, and when it was met",
      operations::Kind::change, "inspection.edit",
      {field("inspection", &Set::inspection, "The inspection", example_id).required(),
       field("clock", &Set::clock, "Which clock", "written-statement").required().choices(clock_codes()),
       field("duty", &Set::duty, "Whether the council must do it", "required")
           .required()
           .choices({"required", "voluntary", "not required"}),
       field("done_on", &Set::done_on, "The day it was done", "2018-10-26"),
       field("accepted_on", &Set::accepted_on, "The day the statement was accepted", "2018-11-09"),
       field("note", &Set::note, "Anything a reader should know", "Sent by the director").max_length(300),
       field("version", &Set::version, "The version you saw; 0 when nothing was entered yet", 0).required()},
      example, &run_set));
}

}  // namespace gt::inspections

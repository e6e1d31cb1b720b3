#include "governance/rota/rota_operations.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "governance/meetings/meeting_operations.h"
#include "governance/registers/entry_input.h"
#include "platform/core/text.h"
#include "platform/html/query.h"
#include "platform/jobs/jobs.h"
#include "platform/operations/declare.h"
#include "platform/operations/staged.h"
#include "platform/records/input.h"

namespace gt::governance::rota {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using records::example_id;

namespace {

constexpr int most_themes_a_meeting = 20;
constexpr int longest_limit_months = 60;

struct ShowRota {
  std::optional<EntryId> body;
  std::optional<Date> from, to;
};

Result<Span> span_of(std::optional<Date> const& from, std::optional<Date> const& to, Date today) {
  auto span = usual_span(today);
  if (from) span.from = *from;
  if (to) span.to = *to;
  TRY(check_span(span, today));
  return span;
}

Result<Situation> situation_of(Call& call, std::string const& body, Span const& span) {
  auto situation = read_situation(call.db(), body, span, sight_of(call.db(), call.actor(), call.today()), call.today());
  if (!situation) return no_such_entry("body");
  return *std::move(situation);
}

Result<json> run_show_rota(Call& call, ShowRota const& input) {
  auto const span = TRY(span_of(input.from, input.to, call.today()));
  auto const situation = TRY(situation_of(call, input.body->text(), span));
  auto const kept = find_plan(call.db(), situation);
  auto const outcome = kept ? *kept : TRY(planned(situation));
  return to_json(situation, outcome);
}

struct PlanRota {
  std::optional<EntryId> body;
  std::optional<Date> from, to;
  bool as_job = false;
};

operations::Fields<PlanRota> plan_rota_fields() {
  return {field("body", &PlanRota::body, "The body", example_id).required(),
          field("from", &PlanRota::from, "As in “rota show”", "2026-07-01"),
          field("to", &PlanRota::to, "As in “rota show”", "2027-11-30"),
          field("as_job", &PlanRota::as_job, "Plan it in the background; the answer names the job", false)};
}

/// What was planned before the transaction, so that nobody waits for it who wants to change something.
struct Ahead {
  std::optional<Situation> situation;
  std::optional<Outcome> outcome;
};

Result<void> plan_ahead(operations::Environment const& environment, operations::Actor const& actor,
                        PlanRota const& input, Ahead& ahead) {
  if (input.as_job) return {};
  auto const today = environment.clock.today();
  auto const span = TRY(span_of(input.from, input.to, today));
  {
    auto transaction = environment.database.read(actor.authority);
    ahead.situation = read_situation(transaction, input.body->text(), span, sight_of(transaction, actor, today), today);
  }
  if (!ahead.situation) return no_such_entry("body");
  ahead.outcome = TRY(planned(*ahead.situation));
  return {};
}

Result<json> run_plan_rota(Call& call, PlanRota const& input, Ahead const& ahead) {
  call.allow_own();  // it changes nothing that anybody decided
  auto const address = fmt::format("/bodies/{}/rota", input.body->text());
  if (!input.as_job) {
    keep_plan(call.db(), *ahead.situation, *ahead.outcome, call.now());
    return json{{"body", input.body->text()}, {"address", address}};
  }
  auto const span = TRY(span_of(input.from, input.to, call.today()));
  auto const situation = TRY(situation_of(call, input.body->text(), span));
  auto const usual = usual_span(call.today());
  json again{{"body", input.body->text()}};
  auto query = html::Query{};
  if (span.from != usual.from) query = query.with("from", span.from.iso());
  if (span.to != usual.to) query = query.with("to", span.to.iso());
  again["from"] = span.from.iso();
  again["to"] = span.to.iso();
  return jobs::enqueue(call, {.operation = "rota plan",
                              .input = again,
                              .title = fmt::format("Plan the rota of {}", situation.body.title),
                              .address = query.at(address).text(),
                              .about = about_plan(situation),
                              .permission = "board.view"});
}

operations::Operation plan_operation() {
  auto operation = declare<PlanRota>(
      "rota plan", "Plan a body’s rota and keep the plan, so that its page is quick; nothing is put on an agenda",
      Kind::change, "board.view", plan_rota_fields(), {{"body", example_id}, {"address", "/bodies/…/rota"}}, nullptr);
  operation.prepare = [fields = plan_rota_fields()](json const& given) -> Result<operations::Prepared> {
    auto const input = TRY(operations::read_fields(fields, given));
    auto const ahead = std::make_shared<Ahead>();
    return operations::Prepared{
        operations::Staged{[input, ahead](operations::Environment const& environment, operations::Actor const& actor) {
                             return plan_ahead(environment, actor, input, *ahead);
                           },
                           [input, ahead](Call& call) { return run_plan_rota(call, input, *ahead); }}};
  };
  return operation;
}

struct SetRules {
  std::optional<EntryId> body;
  std::int64_t version = 0, themes_a_meeting = 0;
  std::optional<Date> in_force_from;
  std::optional<std::int64_t> every_meetings, every_months;
  std::string every_is, red_is, asked_is, odd_slot, importance, why;
};

Result<std::optional<int>> limit_of(std::string const& name, std::optional<std::int64_t> const& given, int most) {
  if (!given) return std::optional<int>{};
  if (*given < 1 || *given > most)
    return refuse_field(name, fmt::format("Give a number from 1 to {}, or leave it empty.", most));
  return std::optional(static_cast<int>(*given));
}

std::string or_else(std::string const& given, std::string const& usual) { return given.empty() ? usual : given; }

Result<json> run_set_rules(Call& call, SetRules const& input) {
  auto const body = TRY(find_open_entry(call, board_kind("body"), input.body->text()));
  TRY(call.allow_body(body.id.text()));
  auto const versions = list_rules(call.db(), body.id.text());
  auto const last = versions.empty() ? 0 : versions.back().number;
  if (input.version != last)
    return refuse(ErrorKind::conflict,
                  "Someone else changed the rules after you opened them. Look at theirs, then change them again.");
  if (input.themes_a_meeting < 1 || input.themes_a_meeting > most_themes_a_meeting)
    return refuse_field("themes_a_meeting",
                        fmt::format("Give a number of themes from 1 to {}.", most_themes_a_meeting));
  BodyRules rules{
      .number = last + 1,
      .in_force_from = input.in_force_from.value_or(call.today()),
      .themes_a_meeting = static_cast<int>(input.themes_a_meeting),
      .every_meetings = TRY(limit_of("every_meetings", input.every_meetings, static_cast<int>(most_meetings))),
      .every_months = TRY(limit_of("every_months", input.every_months, longest_limit_months))};
  BodyRules const usual{.in_force_from = call.today()};
  rules.every_is = or_else(input.every_is, usual.every_is);
  rules.red_is = or_else(input.red_is, usual.red_is);
  rules.asked_is = or_else(input.asked_is, usual.asked_is);
  rules.odd_slot = or_else(input.odd_slot, usual.odd_slot);
  rules.importance = or_else(input.importance, usual.importance);
  rules.why = one_line(input.why);
  rules.made_by = call.actor().name;
  if (!versions.empty() && rules.in_force_from < versions.back().in_force_from)
    return refuse_field("in_force_from", fmt::format("The rules before these began on {}. What was in force then stays "
                                                     "on record: choose that day or a later one.",
                                                     versions.back().in_force_from.printed()));
  insert_rules(call, body.id.text(), rules);
  auto const before = versions.empty() ? json(nullptr) : to_json(versions.back());
  keep_state(
      call,
      {"rota rules", body.id.text() + "/rota", fmt::format("Rota rules of {}", body.title), before, to_json(rules)},
      {.body = body.id.text(), .why = rules.why, .verb = versions.empty() ? "added" : "changed"});
  return json{{"body", body.id.text()}, {"number", rules.number}};
}

Result<plans::Theme> theme_in_plan(Call& call, plans::ThemeId const& id) {
  for (auto& each : plans::list_themes(call.db()))
    if (each.id == id) return std::move(each);
  return refuse_field("theme", "There is no such theme in the plan. Choose from the list.");
}

struct MarkTheme {
  std::optional<MeetingId> meeting;
  std::optional<plans::ThemeId> theme;
  bool by = false;
  std::string why;
};

Result<json> made(Call& call, Mark mark, std::string const& title) {
  mark.made_by = call.actor().name;
  insert_mark(call, mark);
  keep_state(call, {"rota mark", mark.id.text(), title, nullptr, to_json(mark)}, {.body = mark.body, .why = mark.why});
  return json{{"mark", mark.id.text()}, {"version", 1}};
}

Result<void> ended(Call& call, Mark const& mark, std::string const& title) {
  if (!end_mark(call, mark))
    return refuse(ErrorKind::conflict, "Someone else took this back first. Look at the rota again.");
  keep_state(call, {"rota mark", mark.id.text(), title, to_json(mark), nullptr}, {.body = mark.body});
  return {};
}

std::string title_of(Mark const& mark, std::string const& theme, std::string const& when) {
  return fmt::format("{}, {}: {}", theme, when, mark.kind);
}

/// A meeting whose agenda may still change, a theme of the plan, and what stands of the two already.
struct Place {
  governance::Meeting meeting;
  plans::Theme theme;
  std::vector<Mark> standing;

  Mark const* find(std::string_view kind) const {
    for (auto const& each : standing)
      if (each.kind == kind) return &each;
    return nullptr;
  }
};

Result<Place> place_of_mark(Call& call, MarkTheme const& input) {
  auto meeting = TRY(find_own_meeting(call, *input.meeting));
  if (meeting.state != MeetingState::draft)
    return refuse(
        ErrorKind::conflict,
        fmt::format("The papers of {} are out, so the rota no longer changes its agenda. Choose a later meeting, or "
                    "put the theme on the agenda itself.",
                    meeting.on.printed()));
  if (meeting.on < call.today())
    return refuse_field("meeting",
                        fmt::format("That meeting was on {}. Choose one that is still to come.", meeting.on.printed()));
  auto theme = TRY(theme_in_plan(call, *input.theme));
  Place place{std::move(meeting), std::move(theme), {}};
  for (auto& each : list_marks(call.db(), place.meeting.body))
    if (each.meeting == place.meeting.id && each.theme == place.theme.id.text())
      place.standing.push_back(std::move(each));
  return place;
}

Mark new_mark(Place const& place, std::string kind, std::string const& why) {
  return {.id = MarkId::fresh(),
          .body = place.meeting.body,
          .kind = std::move(kind),
          .theme = place.theme.id.text(),
          .meeting = place.meeting.id,
          .why = one_line(why)};
}

Result<void> refuse_twice(Place const& place, std::string_view kind, std::string_view words) {
  if (place.find(kind) == nullptr) return {};
  return refuse(ErrorKind::conflict,
                fmt::format("{} {} for {} already.", place.theme.title, words, place.meeting.on.printed()));
}

Result<json> run_set_theme(Call& call, MarkTheme const& input) {
  auto const place = TRY(place_of_mark(call, input));
  TRY(refuse_twice(place, "set", "is set"));
  if (place.find("not here") != nullptr)
    return refuse_field("theme", fmt::format("{} is marked “not here” for {}. Take that back first.", place.theme.title,
                                             place.meeting.on.printed()));
  auto const when = place.meeting.on.printed();
  if (auto const* placed = place.find("placed")) TRY(ended(call, *placed, title_of(*placed, place.theme.title, when)));
  auto mark = new_mark(place, "set", input.why);
  TRY(put_theme_on_agenda(call, place.meeting, place.theme.id.text(), place.theme.title, place.theme.lead_role,
                          mark.why.empty() ? "Rota: set by hand" : fmt::format("Rota: {}", mark.why)));
  auto const title = title_of(mark, place.theme.title, when);
  return made(call, std::move(mark), title);
}

Result<json> run_bar_theme(Call& call, MarkTheme const& input) {
  auto const place = TRY(place_of_mark(call, input));
  TRY(refuse_twice(place, "not here", "is marked “not here”"));
  auto const when = place.meeting.on.printed();
  if (place.find("set") != nullptr)
    return refuse_field("theme", fmt::format("{} is set for {}. Take that back first.", place.theme.title, when));
  if (auto const* placed = place.find("placed")) {
    TRY(take_theme_off_agenda(call, place.meeting, place.theme.id.text()));
    TRY(ended(call, *placed, title_of(*placed, place.theme.title, when)));
  }
  auto mark = new_mark(place, "not here", input.why);
  auto const title = title_of(mark, place.theme.title, when);
  return made(call, std::move(mark), title);
}

Result<json> run_request_theme(Call& call, MarkTheme const& input) {
  auto const place = TRY(place_of_mark(call, input));
  std::string const kind = input.by ? "asked by" : "asked at";
  TRY(refuse_twice(place, kind, "was asked"));
  auto mark = new_mark(place, kind, input.why);
  auto const title = title_of(mark, place.theme.title, place.meeting.on.printed());
  return made(call, std::move(mark), title);
}

struct AddAbsence {
  std::optional<EntryId> body;
  std::optional<plans::ThemeId> theme;
  std::optional<Date> from, to;
  std::string why;
};

Result<json> run_add_absence(Call& call, AddAbsence const& input) {
  auto const body = TRY(find_open_entry(call, board_kind("body"), input.body->text()));
  TRY(call.allow_body(body.id.text()));
  auto const theme = TRY(theme_in_plan(call, *input.theme));
  auto const to = input.to.value_or(*input.from);
  if (to < *input.from)
    return refuse_field("to",
                        fmt::format("The last day away must not be before the first, {}.", input.from->printed()));
  Mark mark{.id = MarkId::fresh(),
            .body = body.id.text(),
            .kind = "away",
            .theme = theme.id.text(),
            .from = *input.from,
            .to = to,
            .why = one_line(input.why)};
  auto const title = title_of(mark, theme.title, fmt::format("{} to {}", input.from->printed(), to.printed()));
  return made(call, std::move(mark), title);
}

struct ClearMark {
  std::optional<MarkId> mark;
  std::int64_t version = 0;
};

Result<json> run_clear_mark(Call& call, ClearMark const& input) {
  auto mark = find_mark(call.db(), *input.mark);
  if (!mark)
    return refuse(ErrorKind::not_found,
                  "There is nothing like that on the rota; it may have been taken back already. Look at the rota.");
  TRY(call.allow_body(mark->body));
  mark->version = input.version;
  auto const meeting = mark->meeting ? find_meeting(call.db(), *mark->meeting) : std::nullopt;
  if (meeting && meeting->state == MeetingState::draft && (mark->kind == "set" || mark->kind == "placed"))
    TRY(take_theme_off_agenda(call, *meeting, mark->theme));
  std::string theme = "A theme";
  for (auto const& each : plans::list_themes(call.db()))
    if (each.id.text() == mark->theme) theme = each.title;
  TRY(ended(call, *mark, title_of(*mark, theme, meeting ? meeting->on.printed() : "away")));
  return json{{"mark", mark->id.text()}, {"version", mark->version + 1}};
}

struct AcceptRota {
  std::optional<EntryId> body;
  std::string fingerprint;
  std::optional<Date> to;
};

Result<void> take_step(Call& call, Situation const& situation, Step const& step) {
  auto const& meeting = situation.coming[step.meeting];
  auto const& theme = situation.themes[step.theme].theme;
  auto const placed = std::find_if(situation.marks.begin(), situation.marks.end(), [&](Mark const& each) {
    return each.kind == "placed" && each.meeting == meeting.id && each.theme == theme.id.text();
  });
  if (!step.on) {
    TRY(take_theme_off_agenda(call, meeting, theme.id.text()));
    if (placed != situation.marks.end())
      TRY(ended(call, *placed, title_of(*placed, theme.title, meeting.on.printed())));
    return {};
  }
  TRY(put_theme_on_agenda(call, meeting, theme.id.text(), theme.title, theme.lead_role,
                          fmt::format("Rota: {}", reason(step.why))));
  if (step.why == Why::fixed || placed != situation.marks.end()) return {};
  Mark mark{.id = MarkId::fresh(),
            .body = situation.body.id.text(),
            .kind = "placed",
            .theme = theme.id.text(),
            .meeting = meeting.id,
            .why = std::string(reason(step.why))};
  auto const title = title_of(mark, theme.title, meeting.on.printed());
  TRY(made(call, std::move(mark), title));
  return {};
}

Result<json> run_accept_rota(Call& call, AcceptRota const& input) {
  auto const body = TRY(find_open_entry(call, board_kind("body"), input.body->text()));
  TRY(call.allow_body(body.id.text()));
  auto const span = TRY(span_of(std::nullopt, input.to, call.today()));
  auto const situation = TRY(situation_of(call, body.id.text(), span));
  auto const kept = find_plan(call.db(), situation);
  auto const outcome = kept ? *kept : TRY(planned(situation));
  if (!outcome.solution)
    return refuse(ErrorKind::conflict,
                  fmt::format("There is no rota to accept, because these cannot hold together. {} {}",
                              fmt::join(clash_words(situation, *outcome.clash), " "),
                              fmt::join(ways_on(situation, *outcome.clash), " ")));
  auto const steps = steps_to_accept(situation, outcome);
  if (fingerprint(situation, steps) != input.fingerprint)
    return refuse(ErrorKind::conflict,
                  "The rota is not the one you looked at: a rule, a meeting, a theme or an agenda has changed since. "
                  "Look at it again, then accept it.");
  if (steps.empty()) return refuse(ErrorKind::conflict, "Nothing is suggested that is not on an agenda already.");
  for (auto const& step : steps) TRY(take_step(call, situation, step));
  auto const on = std::count_if(steps.begin(), steps.end(), [](Step const& each) { return each.on; });
  return json{{"body", body.id.text()}, {"put_on", on}, {"taken_off", static_cast<std::int64_t>(steps.size()) - on}};
}

std::vector<std::string> choices(auto const& values) { return {std::begin(values), std::end(values)}; }

void add_mark_operations(operations::Registry& registry) {
  json const example{{"mark", example_id}, {"version", 1}};
  auto const meeting =
      field("meeting", &MarkTheme::meeting, "The meeting; its papers are not out yet", example_id).required();
  auto const theme = field("theme", &MarkTheme::theme, "The theme of the plan", example_id).required();
  auto const why = field("why", &MarkTheme::why, "Why", "The chair asked for it").max_length(300);
  registry.add(declare<MarkTheme>("rota set",
                                  "Set a theme for a meeting: it goes on the agenda, and planning again keeps it there",
                                  Kind::change, "board.edit", {meeting, theme, why}, example, &run_set_theme));
  registry.add(declare<MarkTheme>("rota bar", "Keep a theme off a meeting: the rota does not suggest it there",
                                  Kind::change, "board.edit", {meeting, theme, why}, example, &run_bar_theme));
  registry.add(declare<MarkTheme>(
      "rota request", "Note that the board asked for a theme at a meeting, or by it", Kind::change, "board.edit",
      {meeting, theme, field("by", &MarkTheme::by, "Whether any meeting up to that one will do", false), why}, example,
      &run_request_theme));
  registry.add(
      declare<AddAbsence>("rota absence", "Note that a theme’s lead is away, so that the theme is not planned then",
                          Kind::change, "board.edit",
                          {field("body", &AddAbsence::body, "The body", example_id).required(),
                           field("theme", &AddAbsence::theme, "The theme of the plan", example_id).required(),
                           field("from", &AddAbsence::from, "The first day away", "2027-01-11").required(),
                           field("to", &AddAbsence::to, "The last day away; the first when empty", "2027-01-22"),
                           field("why", &AddAbsence::why, "Why", "Leave").max_length(300)},
                          example, &run_add_absence));
  registry.add(declare<ClearMark>(
      "rota clear", "Take back what was set, marked or asked; a theme that was set leaves the agenda", Kind::change,
      "board.edit",
      {field("mark", &ClearMark::mark, "What to take back", example_id).required(),
       field("version", &ClearMark::version, "The version you saw, so that nobody’s change is lost", 1).required()},
      example, &run_clear_mark));
}

}  // namespace

void add_rota_operations(operations::Registry& registry) {
  registry.add(declare<ShowRota>(
      "rota show", "Show a body’s rota: which theme was, is and is suggested to be looked at when, and why", Kind::read,
      "board.view",
      {field("body", &ShowRota::body, "The body", example_id).required(),
       field("from", &ShowRota::from, "Show meetings from this day; four months back when empty", "2026-07-01"),
       field("to", &ShowRota::to, "Plan meetings up to this day; a year ahead when empty", "2027-11-30")},
      json{{"body", example_id}, {"fingerprint", "9f86d081884c7d65"}}, &run_show_rota));
  registry.add(plan_operation());
  registry.add(declare<SetRules>(
      "rota rules", "Set the rules of a body’s rota from a day on; earlier rules stay on record", Kind::change,
      "board.edit",
      {field("body", &SetRules::body, "The body", example_id).required(),
       field("version", &SetRules::version, "The number of the rules you saw; 0 when there were none", 0).required(),
       field("in_force_from", &SetRules::in_force_from, "In force from; today when empty", "2026-12-01"),
       field("themes_a_meeting", &SetRules::themes_a_meeting, "How many themes a meeting looks at", 2).required(),
       field("every_months", &SetRules::every_months, "The most months between two looks at a theme", 6),
       field("every_meetings", &SetRules::every_meetings, "A theme is looked at once at least in any so many meetings",
             5),
       field("every_is", &SetRules::every_is, "How much that limit weighs", "aimed at").choices({"aimed at", "firm"}),
       field("red_is", &SetRules::red_is,
             "How much it weighs that a theme off track returns at the next meeting it can", "aimed at")
           .choices(choices(weights)),
       field("asked_is", &SetRules::asked_is, "How much the board’s requests weigh", "aimed at")
           .choices({"aimed at", "firm"}),
       field("odd_slot", &SetRules::odd_slot, "What becomes of the place that is over at the end of a round",
             "wraps round")
           .choices(choices(odd_slots_words)),
       field("importance", &SetRules::importance, "Which gives way last, of what is aimed at",
             "off track, limit, request")
           .choices(choices(importances)),
       field("why", &SetRules::why, "Why they change", "Agreed by the board on 18 November 2026").max_length(300)},
      json{{"body", example_id}, {"number", 1}}, &run_set_rules));
  add_mark_operations(registry);
  registry.add(declare<AcceptRota>(
      "rota accept", "Put what the rota suggests on the agendas of draft meetings", Kind::change, "board.edit",
      {field("body", &AcceptRota::body, "The body", example_id).required(),
       field("fingerprint", &AcceptRota::fingerprint, "What “rota show” gave, so that nothing is accepted unseen",
             "9f86d081884c7d65")
           .required()
           .max_length(40),
       field("to", &AcceptRota::to, "Up to this day, as it was shown; a year ahead when empty", "2027-11-30")},
      json{{"body", example_id}, {"put_on", 12}, {"taken_off", 0}}, &run_accept_rota));
}

}  // namespace gt::governance::rota

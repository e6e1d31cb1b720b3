#include <fmt/format.h>

#include "governance/pages/board_parts.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "platform/pages/conflict.h"

namespace gt::governance {

using namespace html;

namespace {

// A form that takes a record one step on: its fields, the operation, and what is said afterwards.
struct StepForm {
  std::string kind, path, operation, title, button, done;
  std::vector<std::string_view> inputs;
  Html (*fields)(Entry const&, std::vector<Option> const& meetings, FormState const&);
  std::string (*body_of_meetings)(Entry const&);
};

std::string own_body(Entry const& entry) { return entry.body.value_or(""); }
std::string deciding_body(Entry const& entry) { return entry.text("to_body"); }
std::string no_body(Entry const&) { return ""; }

std::string day(Entry const& entry, char const* field) {
  auto const found = entry.date(field);
  return found ? found->printed() : "";
}

Html answer_fields(Entry const& entry, std::vector<Option> const&, FormState const& state) {
  Html out =
      textarea({.name = "answer", .label = "What the body is told", .value = entry.text("answer"), .rows = 5}, state);
  out << text_input(
             {.name = "answered_by", .label = "Answered by, by role (optional)", .value = entry.text("answered_by")},
             state)
      << date_input(
             {.name = "answered_on", .label = "Answered on (today when empty)", .value = day(entry, "answered_on")},
             state)
      << date_input({.name = "sent_on", .label = "Sent to the body on (optional)", .value = day(entry, "sent_on")},
                    state)
      << text_input({.name = "link",
                     .label = "Where the answer is (optional)",
                     .value = entry.text("answer_link"),
                     .type = "url"},
                    state);
  return out;
}

Html close_fields(Entry const& entry, std::vector<Option> const& meetings, FormState const& state) {
  Html out = select({.name = "meeting",
                     .label = "Closed at this meeting of the body",
                     .options = meetings,
                     .hint = words("Only the body that heard the promise can close it.")},
                    state);
  out << textarea({.name = "note",
                   .label = state_of(entry) == "open" ? "Why the body lets it go without an answer" : "Note (optional)",
                   .rows = 3},
                  state);
  return out;
}

Html reopen_fields(Entry const&, std::vector<Option> const&, FormState const& state) {
  return text_input({.name = "why", .label = "Why it is opened again"}, state);
}

Html recommendation_fields(Entry const& entry, std::vector<Option> const& meetings, FormState const& state) {
  Html out = select({.name = "answer",
                     .label = "What the body answered",
                     .options = {{"", "Choose", {}},
                                 {"accepted", "Accepted", {}},
                                 {"accepted in part", "Accepted in part", {}},
                                 {"rejected", "Rejected", {}},
                                 {"noted", "Noted", {}}},
                     .value = entry.text("answer")},
                    state);
  out << textarea({.name = "words", .label = "In its words (optional)", .value = entry.text("answer_words"), .rows = 3},
                  state)
      << select(
             {.name = "meeting", .label = "At this meeting", .options = meetings, .value = entry.text("answered_at")},
             state)
      << date_input(
             {.name = "answered_on", .label = "On (the meeting’s day when empty)", .value = day(entry, "answered_on")},
             state);
  return out;
}

Html compare_fields(Entry const& entry, std::vector<Option> const&, FormState const& state) {
  auto const number = [&](char const* name, char const* label, char const* stored) {
    return text_input({.name = name, .label = label, .value = entry.text(stored), .inputmode = "numeric", .width = 5},
                      state);
  };
  Html out = number("numerator", "Now: how many", "now_numerator");
  out << number("denominator", "Now: out of (empty for a plain count)", "now_denominator")
      << date_input({.name = "on", .label = "The day of the figure", .value = day(entry, "now_on")}, state)
      << textarea({.name = "note",
                   .label = "What is to be said about it (optional)",
                   .value = entry.text("now_note"),
                   .rows = 3},
                  state);
  return out;
}

Html frequency_fields(Entry const& entry, std::vector<Option> const&, FormState const& state) {
  std::vector<Option> rhythm{{"", "Choose", {}}};
  for (auto const& each : entry.kind->field("cadence")->choices)
    if (each != entry.text("cadence")) rhythm.push_back({each, records::capital(each), {}});
  Html out = select({.name = "cadence", .label = "How often from then on", .options = rhythm}, state);
  out << date_input({.name = "from", .label = "From"}, state)
      << text_input({.name = "from_words", .label = "From, as printed, where the paper names no day"}, state)
      << text_input({.name = "why", .label = "Why (optional)"}, state);
  return out;
}

std::vector<StepForm> const& step_forms() {
  static std::vector<StepForm> const forms{
      {"promise",
       "answer",
       "promise answer",
       "Answer this promise",
       "Record the answer",
       "The answer was recorded.",
       {"answer", "answered_by", "answered_on", "sent_on", "link"},
       &answer_fields,
       &no_body},
      {"promise",
       "close",
       "promise close",
       "Close this promise",
       "Close it",
       "The promise was closed.",
       {"meeting", "note"},
       &close_fields,
       &own_body},
      {"promise",
       "reopen",
       "promise reopen",
       "Open this promise again",
       "Open it again",
       "The promise is open again.",
       {"why"},
       &reopen_fields,
       &no_body},
      {"recommendation",
       "answer",
       "recommendation answer",
       "Record the answer to this recommendation",
       "Record the answer",
       "The answer was recorded.",
       {"answer", "words", "meeting", "answered_on"},
       &recommendation_fields,
       &deciding_body},
      {"claim",
       "compare",
       "claim compare",
       "What is the figure now?",
       "Put it beside the claim",
       "The figure stands beside the claim.",
       {"numerator", "denominator", "on", "note"},
       &compare_fields,
       &no_body},
      {"reporting duty",
       "frequency",
       "reporting-duty change-frequency",
       "Report more or less often",
       "Change how often",
       "The old rhythm has its end, and the new one has begun.",
       {"cadence", "from", "from_words", "why"},
       &frequency_fields,
       &no_body},
  };
  return forms;
}

struct Loaded {
  Entry entry;
  std::vector<Option> meetings;
};

Result<Loaded> load(pages::PageCall const& call, StepForm const& step) {
  auto const& kind = board_kind(step.kind);
  auto const id = TRY(call.id<EntryId>(kind.key()));
  auto const today = call.environment().clock.today();
  auto found = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto entry = find_entry(transaction, id.text(), sight_of(transaction, call.actor(), today));
    if (!entry || entry->kind != &kind || entry->is_ended) return std::nullopt;
    auto const body = step.body_of_meetings(*entry);
    return Loaded{*entry, body.empty() ? std::vector<Option>{} : meeting_options(transaction, body, today)};
  }));
  if (!found)
    return refuse(ErrorKind::not_found,
                  fmt::format("There is no such {} here, or it is private. Look in its register.", kind.word));
  return *std::move(found);
}

Page step_page_of(pages::PageCall const& call, StepForm const& step, Loaded const& loaded, FormState state) {
  Page page;
  page.title = step.title;
  page.section = boards_section;
  page.breadcrumbs = {boards_link(), {words(loaded.entry.title), Href{loaded.entry.address()}}};
  page.body << head({.title = step.title, .caption = loaded.entry.title});
  Html fields = step.fields(loaded.entry, loaded.meetings, state);
  fields << button_group({button({.label = step.button}), link(words("Cancel"), Href{loaded.entry.address()})});
  page.body << form({.action = Href{loaded.entry.address() + "/" + step.path},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.entry.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> show_step(pages::PageCall& call, StepForm const& step) {
  return pages::page(step_page_of(call, step, TRY(load(call, step)), {}));
}

Result<pages::Answer> take_step(pages::PageCall& call, StepForm const& step) {
  auto const loaded = TRY(load(call, step));
  auto input = call.input(step.inputs);
  input[loaded.entry.kind->key()] = loaded.entry.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform(step.operation, input);
  if (result) return pages::see_other(loaded.entry.address(), step.done);
  auto const& error = result.error();
  if (error.kind == ErrorKind::forbidden) return tl::unexpected<Error>(error);
  return pages::page(step_page_of(call, step, loaded, call.refused(error)), web::status_for(error.kind));
}

Html step_link(Entry const& entry, char const* path, std::string_view label, ButtonKind kind = ButtonKind::secondary) {
  return link_button(label, Href{fmt::format("{}/{}", entry.address(), path)}, kind);
}

std::string figure_words(Entry const& entry, std::string const& which) {
  auto const numerator = entry.number_in(which + "_numerator"), denominator = entry.number_in(which + "_denominator");
  auto const on = entry.date(which + "_on");
  if (!numerator) return "";
  auto out = denominator ? fmt::format("{} of {}", *numerator, *denominator) : std::to_string(*numerator);
  if (on) out += fmt::format(" on {}", on->printed());
  return out;
}

Html claim_part(Entry const& entry) {
  Html out;
  if (auto const missing = missing_proof(entry); !missing.empty()) {
    std::vector<Html> lines;
    for (auto const& each : missing) lines.push_back(words(each));
    out << warning_text(words("Nobody can rest on this statement yet. It lacks:")) << bullets(lines);
  }
  auto const start = figure_words(entry, "baseline"), then = figure_words(entry, "then"),
             now = figure_words(entry, "now");
  std::vector<Tile> figures;
  if (!start.empty()) figures.push_back({"At the start", words(start)});
  if (!then.empty()) figures.push_back({"When it was said", words(then)});
  if (!now.empty()) figures.push_back({"Now", words(now)});
  if (!figures.empty()) out << tiles(figures);
  return out;
}

}  // namespace

Html standing_part(pages::PageCall const& call, Entry const& entry) {
  auto const& kind = entry.kind->word;
  if (kind == "claim") return claim_part(entry);
  if (kind != "promise") return {};
  auto const today = call.environment().clock.today();
  auto const days = days_late(entry, today);
  auto const state = state_of(entry);
  if (state == "closed")
    return lede(words(days > 0 ? fmt::format("Closed, reported back {} late.", plural(days, "day"))
                               : "Kept in time, and closed."));
  if (state == "answered")
    return lede(words(fmt::format("Answered{}; the body that heard it has not closed it yet.",
                                  days > 0 ? fmt::format(" {} late", plural(days, "day")) : "")));
  if (days > 0)
    return lede(words(fmt::format("Nothing has been reported back, and it is {} late.", plural(days, "day"))));
  return lede(words("Nothing has been reported back yet."));
}

Html steps_part(pages::PageCall const& call, Entry const& entry) {
  auto const& kind = entry.kind->word;
  auto const state = state_of(entry);
  bool const may_edit = may_change(call, entry);
  std::vector<Html> buttons;
  if (kind == "promise") {
    bool const may_answer = entry.text("owner_account") == call.actor().account.text() ||
                            operations::may_on_body(call.actor(), "board.answer", entry.body.value_or("")) ||
                            operations::may_on_theme(call.actor(), "board.answer", entry.text("theme"));
    if (state != "closed" && may_answer)
      buttons.push_back(
          step_link(entry, "answer", state == "open" ? "Answer it" : "Change the answer", ButtonKind::primary));
    if (state != "closed" && may_edit) buttons.push_back(step_link(entry, "close", "Close it"));
    if (state == "closed" && may_edit) buttons.push_back(step_link(entry, "reopen", "Open it again"));
  }
  if (kind == "recommendation" && operations::may_on_body(call.actor(), "board.edit", entry.text("to_body")))
    buttons.push_back(step_link(entry, "answer", state == "open" ? "Record the answer" : "Change the answer"));
  if (kind == "claim" && may_edit) buttons.push_back(step_link(entry, "compare", "Put today’s figure beside it"));
  if (kind == "reporting duty" && may_edit && entry.text("until").empty() && entry.text("until_words").empty())
    buttons.push_back(step_link(entry, "frequency", "Report more or less often"));
  return buttons.empty() ? Html{} : button_group(buttons);
}

void add_register_step_pages(pages::Site& site) {
  for (auto const& step : step_forms()) {
    auto const& kind = board_kind(step.kind);
    auto const at = kind.address + "/{" + kind.key() + "}/" + step.path;
    site.get(at, [&step](pages::PageCall& call) { return show_step(call, step); });
    site.post(at, [&step](pages::PageCall& call) { return take_step(call, step); });
  }
}

}  // namespace gt::governance

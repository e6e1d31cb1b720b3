#include <algorithm>

#include <fmt/format.h>

#include "inspections/pages/inspections_page.h"
#include "platform/pages/conflict.h"

namespace gt::inspections {

using namespace html;

namespace {

std::string address_of(InspectionClock const& each) {
  return "/inspections/" + each.inspection.text() + "/clocks/" + each.rule->code;
}

std::string printed(std::optional<Date> const& date) { return date ? date->printed() : ""; }

Html standing_cell(InspectionClock const& each) {
  using State = ClockStanding::State;
  auto const state = each.standing.state;
  bool const is_late = state == State::late || state == State::done_late;
  return is_late ? tag(each.standing.words, TagKind::warn) : words(unbroken(each.standing.words));
}

Html due_cell(InspectionClock const& each) {
  if (!each.standing.due) return words("–");
  auto due = date(*each.standing.due);
  auto const warning = calendar::warning_for(*each.standing.due);
  return warning.empty() ? due : with_note(due, words(warning));
}

Html done_cell(InspectionClock const& each) {
  if (!each.done_on) return words("–");
  return each.accepted_on ? with_note(date(*each.done_on), words("Accepted on " + each.accepted_on->printed()))
                          : date(*each.done_on);
}

Page clock_form(pages::PageCall const& call, InspectionClock const& each, FormState state) {
  Page page;
  page.title = each.rule->label;
  page.section = section_label;
  page.breadcrumbs = {inspections_link(),
                      {words(each.inspection_title), Href{"/inspections/" + each.inspection.text()}}};
  page.body << head({.title = page.title, .caption = each.inspection_title});
  page.body << paragraph(words(fmt::format("{}. Counted as {}. Source: {}.", each.standing.words,
                                           calendar::counted_in_words(*each.rule), each.rule->source)));
  if (each.standing.due) {
    page.body << paragraph(words(fmt::format("Due on {}.", each.standing.due->printed())));
    if (auto const warning = calendar::warning_for(*each.standing.due); !warning.empty())
      page.body << warning_text(words(warning));
  }
  page.body << source_line(words(fmt::format("What counts as a working day: {}.", each.rule->working_day)));
  if (!each.received) {
    Html way = words("The clock starts with the day the council received the report. ");
    way << link(words("Enter that day"), Href{"/inspections/" + each.inspection.text() + "/edit"}) << ".";
    page.body << paragraph(way);
  }
  Html fields;
  fields << radios({.name = "duty",
                    .legend = "Whether the council must do it",
                    .options = {{"required", "Required", {}},
                                {"voluntary", "Voluntary", words("Done of the council’s own accord; never late.")},
                                {"not required", "Not required", {}}},
                    .value = std::string(word(each.duty))},
                   state)
         << date_input({.name = "done_on", .label = "Day it was done, if it was", .value = printed(each.done_on)},
                       state);
  if (each.rule->code == "written-statement")
    fields << date_input({.name = "accepted_on",
                          .label = "Day the statement was accepted, if it was",
                          .value = printed(each.accepted_on)},
                         state);
  fields << text_input({.name = "note", .label = "Anything a reader should know", .value = each.note}, state)
         << button_group(
                {button({.label = "Save"}), link(words("Cancel"), Href{"/inspections/" + each.inspection.text()})});
  page.body << form({.action = Href{address_of(each)},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, each.version)});
  page.form = std::move(state);
  return page;
}

Result<InspectionClock> load_clock(pages::PageCall& call) {
  auto const id = TRY(call.id<InspectionId>("inspection"));
  auto const code = call.request().segment("clock");
  auto const today = call.environment().clock.today();
  auto clocks = TRY(
      call.read("inspection.edit", [&](db::Transaction& transaction) { return list_clocks(transaction, id, today); }));
  auto found = std::find_if(clocks.begin(), clocks.end(), [&](auto const& each) { return each.rule->code == code; });
  if (found == clocks.end())
    return refuse(ErrorKind::not_found, "This inspection has no such clock. Look on the inspection’s page.");
  return *found;
}

}  // namespace

Html clocks_part(std::vector<InspectionClock> const& clocks, bool may_edit) {
  if (clocks.empty()) return {};
  Table out;
  out.caption = "What the law asks for after the report was received";
  out.columns = {{"What"}, {"Due"}, {"Done"}, {"How it stands"}};
  if (may_edit) out.columns.push_back({"Change"});
  for (auto const& each : clocks) {
    auto source = fmt::format("{}. {}.", calendar::counted_in_words(*each.rule), each.rule->source);
    if (!each.note.empty()) source += " " + each.note;
    std::vector<Html> cells{with_note(words(each.rule->label), words(source)), due_cell(each), done_cell(each),
                            standing_cell(each)};
    if (may_edit) {
      Html change = words("Change");
      change << visually_hidden(": " + each.rule->label);
      cells.push_back(link(change, Href{address_of(each)}));
    }
    out.rows.push_back({cells});
  }
  Html part = heading(words("Statutory clocks"), "clocks");
  part << table(out);
  return part;
}

Result<pages::Answer> clock_page(pages::PageCall& call) {
  auto const clock = TRY(load_clock(call));
  return pages::page(clock_form(call, clock, {}));
}

Result<pages::Answer> set_clock(pages::PageCall& call) {
  auto const stored = TRY(load_clock(call));
  auto const at = "/inspections/" + stored.inspection.text();
  auto const keep = pages::conflict_choice(call);
  if (keep == "theirs") return pages::see_other(at, "Their version was kept.");
  if (keep == "edit") return pages::page(clock_form(call, stored, pages::both_texts(call)));
  auto input = call.input({"duty", "done_on", "accepted_on", "note"});
  input["inspection"] = stored.inspection.text();
  input["clock"] = stored.rule->code;
  input["version"] = pages::sent_version(call);
  auto result = call.perform("clock set", input);
  if (result) return pages::see_other(at, "The clock was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(
        call,
        {"This clock", stored.inspection.text(), std::string(section_label), stored.version, Href{address_of(stored)}},
        {{"Whether it must be done", "duty", std::string(word(stored.duty))},
         {"Done on", "done_on", printed(stored.done_on)},
         {"Accepted on", "accepted_on", printed(stored.accepted_on)},
         {"Note", "note", stored.note}});
  if (error.kind == ErrorKind::forbidden) return tl::unexpected<Error>(error);
  return pages::page(clock_form(call, stored, call.refused(error)), web::status_for(error.kind));
}

}  // namespace gt::inspections

#include <algorithm>

#include <fmt/format.h>

#include "governance/decisions/pages/decision_page_list.h"
#include "governance/decisions/pages/decision_parts.h"

// When a step of the checklist was done.
namespace gt::governance {

using namespace html;

namespace {

Result<DayOfStep const*> step_of(pages::PageCall const& call) {
  auto const* step = find_day_of_step(call.request().segment("step"));
  if (step == nullptr) return refuse(ErrorKind::not_found, "There is no such step. Choose one on the decision’s page.");
  return step;
}

Page step_form(pages::PageCall const& call, LoadedDecision const& loaded, DayOfStep const& step, FormState state) {
  auto const& decision = loaded.decision;
  auto page = page_about(decision, std::string(step.label));
  page.body << head({.title = page.title, .caption = name_of(decision)});
  auto const steps = checklist(decision, loaded.settings.rules, call.environment().clock.today());
  auto const found = std::find_if(steps.begin(), steps.end(),
                                  [&](Step const& each) { return day_answering(each.rule->code) == &step; });
  if (found != steps.end()) {
    page.body << paragraph(words(found->rule->words));
    page.body << paragraph(words(
        found->latest ? fmt::format("{}, so by {}. {}.", found->counted, found->latest->printed(), found->rule->source)
                      : fmt::format("{}. {}.", found->counted, found->rule->source)));
  }
  auto const stored = records::date_of(decision.days, step.name);
  auto const at = address_of(decision).text();
  Html fields = date_input({.name = "day",
                            .label = "The day it was done",
                            .hint = words("Clear it when it was not done"),
                            .value = stored ? stored->printed() : ""},
                           state);
  fields << button_group({button({.label = "Save"}), link(words("Cancel"), Href{at})});
  page.body << form({.action = Href{at + "/steps/" + std::string(step.name)},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, decision.version)});
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> step_page(pages::PageCall& call) {
  auto const* step = TRY(step_of(call));
  auto const loaded = TRY(load_decision_to_change(call));
  return pages::page(step_form(call, loaded, *step, {}));
}

Result<pages::Answer> save_step(pages::PageCall& call) {
  auto const* step = TRY(step_of(call));
  auto const loaded = TRY(load_decision_to_change(call));
  auto const& decision = loaded.decision;
  auto const at = address_of(decision).text();
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(step_form(call, loaded, *step, pages::both_texts(call)));
  auto input = call.input({"day"});
  input["decision"] = decision.id.text();
  input["version"] = pages::sent_version(call);
  input["step"] = step->name;
  auto const result = call.perform("decision step", input);
  if (result) return pages::see_other(at, "The day was saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict) {
    auto const stored = records::date_of(decision.days, step->name);
    return pages::conflict_answer(call,
                                  {"This decision", decision.id.text(), boards_section, decision.version,
                                   Href{at + "/steps/" + std::string(step->name)}},
                                  {{std::string(step->label), "day", stored ? stored->printed() : ""}});
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(step_form(call, loaded, *step, call.refused(error)), 422);
}

}  // namespace gt::governance

#include <fmt/format.h>

#include "governance/decisions/pages/decision_form.h"
#include "governance/decisions/pages/decision_page_list.h"

// The forms that plan a decision, change it, take it, follow it up, and withdraw it.
namespace gt::governance {

using namespace html;

namespace {

Result<DecisionChoices> read_choices(pages::PageCall const& call) {
  auto const today = call.environment().clock.today();
  return call.read(kEditDecisions,
                   [&](db::Transaction& transaction) { return decision_choices(transaction, call.actor(), today); });
}

Result<pages::Answer> new_form_answer(pages::PageCall const& call, FormState state, int status) {
  auto const choices = TRY(read_choices(call));
  Page page;
  page.title = "Plan a decision";
  page.section = boards_section;
  page.breadcrumbs = {forward_plan_link(), decisions_link()};
  page.body << head({.title = page.title});
  if (choices.bodies.size() == 1) {
    page.body << paragraph(words("A decision is taken by a body, and none has been added yet."))
              << paragraph(link(words("Add the first body"), "/bodies/new"));
    return pages::page(std::move(page));
  }
  Html fields = plan_fields(nullptr, choices, state);
  fields << button_group({button({.label = "Plan the decision"}), link(words("Cancel"), "/forward-plan")});
  page.body << form({.action = "/decisions/new", .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

// One form about a decision that is there.
struct FormOf {
  std::string title, ending, button, operation, saved;
  Html (*fields)(LoadedDecision const&, DecisionChoices const&, FormState const&);
  std::vector<std::string_view> (*names)();
  std::vector<pages::Conflicting> (*conflicting)(Decision const&, DecisionChoices const&);
  bool needs_choices = false;
};

FormOf const& change_form() {
  static FormOf const form{"Change this decision",
                           "/edit",
                           "Save",
                           "decision change",
                           "The decision was changed.",
                           [](LoadedDecision const& loaded, DecisionChoices const& choices, FormState const& state) {
                             return plan_fields(&loaded.decision, choices, state);
                           },
                           &plan_names,
                           &conflicting_plan,
                           true};
  return form;
}

FormOf const& take_form() {
  static FormOf const form{"Record what was decided",
                           "/take",
                           "Save",
                           "decision take",
                           "What was decided is recorded.",
                           [](LoadedDecision const& loaded, DecisionChoices const&, FormState const& state) {
                             return taking_fields(loaded.decision, state);
                           },
                           &taking_names,
                           &conflicting_taking,
                           false};
  return form;
}

FormOf const& follow_form() {
  static FormOf const form{"Say what was done",
                           "/follow",
                           "Save",
                           "decision follow",
                           "What was done is recorded.",
                           [](LoadedDecision const& loaded, DecisionChoices const&, FormState const& state) {
                             return following_fields(loaded.decision, state);
                           },
                           &following_names,
                           &conflicting_following,
                           false};
  return form;
}

FormOf const& withdraw_form() {
  static FormOf const form{
      "Withdraw this decision from the plan",
      "/withdraw",
      "Withdraw it",
      "decision withdraw",
      "The decision was withdrawn from the plan.",
      [](LoadedDecision const&, DecisionChoices const&, FormState const& state) {
        return textarea({.name = "why",
                         .label = "Why it is withdrawn",
                         .hint = words("Its page stays, with this reason."),
                         .value = "",
                         .rows = 3},
                        state);
      },
      [] { return std::vector<std::string_view>{"why"}; },
      [](Decision const& decision, DecisionChoices const&) {
        return std::vector<pages::Conflicting>{{"Why it is withdrawn", "why", decision.withdrawn_why}};
      },
      false};
  return form;
}

Result<pages::Answer> form_answer(pages::PageCall const& call, LoadedDecision const& loaded, FormOf const& kind,
                                  FormState state, int status = 200) {
  auto const choices = kind.needs_choices ? TRY(read_choices(call)) : DecisionChoices{};
  auto page = page_about(loaded.decision, kind.title);
  page.body << head({.title = kind.title, .caption = name_of(loaded.decision)});
  auto const at = address_of(loaded.decision).text();
  Html fields = kind.fields(loaded, choices, state);
  fields << button_group({button({.label = kind.button}), link(words("Cancel"), Href{at})});
  page.body << form({.action = Href{at + kind.ending},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, loaded.decision.version)});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> show_form(pages::PageCall const& call, FormOf const& kind) {
  auto const loaded = TRY(load_decision_to_change(call));
  return form_answer(call, loaded, kind, {});
}

Result<pages::Answer> save_form(pages::PageCall const& call, FormOf const& kind) {
  auto const loaded = TRY(load_decision_to_change(call));
  auto const at = address_of(loaded.decision).text();
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return form_answer(call, loaded, kind, pages::both_texts(call));
  auto input = call.input(kind.names());
  input["decision"] = loaded.decision.id.text();
  input["version"] = pages::sent_version(call);
  auto const result = call.perform(kind.operation, input);
  if (result) return pages::see_other(at, kind.saved);
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && pages::sent_version(call) != std::to_string(loaded.decision.version)) {
    auto const choices = kind.needs_choices ? TRY(read_choices(call)) : DecisionChoices{};
    return pages::conflict_answer(
        call,
        {"This decision", loaded.decision.id.text(), boards_section, loaded.decision.version, Href{at + kind.ending}},
        kind.conflicting(loaded.decision, choices));
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return form_answer(call, loaded, kind, call.refused(error), 422);
}

}  // namespace

Result<pages::Answer> new_decision_page(pages::PageCall& call) { return new_form_answer(call, {}, 200); }

Result<pages::Answer> plan_decision(pages::PageCall& call) {
  auto const result = call.perform("decision plan", call.input(plan_names()));
  if (result)
    return pages::see_other("/decisions/" + result->at("decision").get<std::string>(), "The decision is planned.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return new_form_answer(call, call.refused(result.error()), 422);
}

Result<pages::Answer> edit_decision_page(pages::PageCall& call) { return show_form(call, change_form()); }
Result<pages::Answer> change_decision(pages::PageCall& call) { return save_form(call, change_form()); }
Result<pages::Answer> take_page(pages::PageCall& call) { return show_form(call, take_form()); }
Result<pages::Answer> take_decision(pages::PageCall& call) { return save_form(call, take_form()); }
Result<pages::Answer> follow_page(pages::PageCall& call) { return show_form(call, follow_form()); }
Result<pages::Answer> follow_decision(pages::PageCall& call) { return save_form(call, follow_form()); }
Result<pages::Answer> withdraw_page(pages::PageCall& call) { return show_form(call, withdraw_form()); }
Result<pages::Answer> withdraw_decision(pages::PageCall& call) { return save_form(call, withdraw_form()); }

}  // namespace gt::governance

#include <fmt/format.h>

#include "governance/decisions/pages/decision_page_list.h"
#include "governance/decisions/pages/decision_parts.h"
#include "governance/decisions/rules/money_rules.h"

// What the council's constitution sets.
namespace gt::governance {

using namespace html;

namespace {

struct SettingField {
  char const *name, *label, *hint;
  std::string (*stored)(CouncilDecisionSettings const&);
};

std::vector<SettingField> const& setting_fields() {
  using Settings = CouncilDecisionSettings;
  static std::vector<SettingField> const all{
      {"key_money", "A decision is key from", "In pounds, spent or saved: 500,000 or 500k",
       [](Settings const& each) { return pounds(each.rules.key_decision_pence); }},
      {"key_wards", "Wards from which it may be key", "The law says two",
       [](Settings const& each) { return std::to_string(each.rules.key_decision_wards); }},
      {"record_days", "Working days to publish a decision’s record", "The law says as soon as reasonably practicable",
       [](Settings const& each) { return std::to_string(each.rules.record_days); }},
      {"call_in_days", "Working days of call-in", "Counted from the day after publication",
       [](Settings const& each) { return std::to_string(each.rules.call_in_days); }}};
  return all;
}

Result<CouncilDecisionSettings> load_settings(pages::PageCall const& call) {
  return call.read(kSeeGovernance, [](db::Transaction& transaction) { return decision_settings(transaction); });
}

Page settings_page(pages::PageCall const& call, CouncilDecisionSettings const& settings, FormState state) {
  Page page;
  page.title = "Decision settings";
  page.section = boards_section;
  page.breadcrumbs = {decisions_link()};
  page.body << head({.title = page.title}) << boards_navigation("/decisions");
  page.body << paragraph(words(settings.version == 0
                                   ? "Nothing has been set yet, so the usual values hold. Take them from the council’s "
                                     "constitution."
                                   : "From the council’s constitution."));
  if (!call.may(kEditDecisions)) {
    std::vector<SummaryRow> rows;
    for (auto const& each : setting_fields()) rows.push_back({each.label, words(each.stored(settings)), {}});
    rows.push_back({"Who may call in, and on what grounds",
                    settings.who_may_call_in.empty() ? words("Not entered") : paragraphs(settings.who_may_call_in),
                    {}});
    page.body << summary_list(rows);
    return page;
  }
  Html fields;
  for (auto const& each : setting_fields())
    fields << text_input(
        {.name = each.name, .label = each.label, .hint = words(each.hint), .value = each.stored(settings), .width = 10},
        state);
  fields << textarea({.name = "who_may_call_in",
                      .label = "Who may call in, and on what grounds (optional)",
                      .value = settings.who_may_call_in,
                      .rows = 3},
                     state)
         << button({.label = "Save"});
  page.body << form({.action = "/decision-settings",
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, settings.version)});
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> decision_settings_page(pages::PageCall& call) {
  auto const settings = TRY(load_settings(call));
  return pages::page(settings_page(call, settings, {}));
}

Result<pages::Answer> set_decision_settings(pages::PageCall& call) {
  auto const settings = TRY(load_settings(call));
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other("/decision-settings", "Their version was kept.");
  if (choice == "edit") return pages::page(settings_page(call, settings, pages::both_texts(call)));
  std::vector<std::string_view> names{"who_may_call_in"};
  std::vector<pages::Conflicting> conflicting;
  for (auto const& each : setting_fields()) {
    names.push_back(each.name);
    conflicting.push_back({each.label, each.name, each.stored(settings)});
  }
  conflicting.push_back({"Who may call in", "who_may_call_in", settings.who_may_call_in});
  auto input = call.input(names);
  input["version"] = pages::sent_version(call);
  auto const result = call.perform("council-decision-settings set", input);
  if (result) return pages::see_other("/decision-settings", "The settings were saved.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(call, {"This setting", "", boards_section, settings.version, "/decision-settings"},
                                  conflicting);
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(settings_page(call, settings, call.refused(error)), 422);
}

}  // namespace gt::governance

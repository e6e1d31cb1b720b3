#include "governance/decisions/decision_json.h"

#include <fmt/format.h>

#include "governance/decisions/decision_store.h"
#include "governance/decisions/rules/money_rules.h"

namespace gt::governance {

using nlohmann::json;

namespace {

json day_json(std::optional<Date> const& day) { return day ? json(day->iso()) : json(nullptr); }
json money_json(std::optional<std::int64_t> const& pence) { return pence ? json(*pence) : json(nullptr); }
std::string_view yes_no(bool flag) { return flag ? "yes" : "no"; }

// What a public notice prints of any decision.
json open_json(Decision const& decision, std::string const& title) {
  json out{{"title", title},
           {"body", decision.body},
           {"body_name", decision.body_name},
           {"meeting", decision.meeting ? json(*decision.meeting) : json(nullptr)},
           {"decided_by", word(decision.decided_by)},
           {"day", decision.when_printed.empty() ? json(decision.day.iso()) : json(nullptr)},
           {"when_printed", decision.when_printed},
           {"until", day_json(decision.until)},
           {"state", word(state_of(decision))},
           {"is_key", yes_no(decision.is_key)},
           {"is_private", yes_no(decision.is_private)},
           {"exempt_paragraph", decision.exempt_paragraph},
           {"no_call_in", yes_no(decision.no_call_in)},
           {"answers", decision.answers ? json(*decision.answers) : json(nullptr)},
           {"days", decision.days},
           {"taken", decision.taken_on ? day_json(decision.known_day()) : json(nullptr)},
           {"withdrawn", day_json(decision.withdrawn_on)}};
  for (auto const& each : decision.fields.items())
    if (is_open_field(each.key())) out[each.key()] = each.value();
  return out;
}

}  // namespace

json to_json(Decision const& decision) {
  auto out = open_json(decision, decision.title);
  out["decision"] = decision.id.text();
  out["number"] = decision.number;
  out["version"] = decision.version;
  out["public_title"] = decision.public_title;
  out["is_seen_whole"] = decision.is_seen;
  if (!decision.is_seen) return out;
  out["pence"] = money_json(decision.pence);
  out["approved_pence"] = money_json(decision.approved_pence);
  out["withdrawn_why"] = decision.withdrawn_why;
  for (auto const& each : decision.fields.items()) out[each.key()] = each.value();
  return out;
}

json to_json(Step const& step) {
  auto const* day = day_answering(step.rule->code);
  return {{"rule", step.rule->code},
          {"step", day != nullptr ? json(day->name) : json(nullptr)},
          {"label", step.rule->label},
          {"counted", step.counted},
          {"source", step.rule->source},
          {"local", step.rule->local},
          {"latest", day_json(step.latest)},
          {"done", day_json(step.done)},
          {"state", state_words(step.state)},
          {"words", step.words},
          {"remedy", step.remedy}};
}

json checklist_json(Decision const& decision, DecisionSettings const& settings, Date today) {
  if (!decision.known_day()) return {{"checklist", json::array()}, {"call_in_ends", nullptr}};
  auto const facts = facts_of(decision);
  auto steps = json::array();
  for (auto const& each : checklist(decision, settings, today)) steps.push_back(to_json(each));
  json out{{"checklist", std::move(steps)}, {"call_in_ends", day_json(call_in_ends(facts, settings))}};
  if (decision.taken_on || decision.withdrawn_on) return out;
  auto const first = first_days(facts, today);
  out["first_day_with_notice"] = first.with_notice.iso();
  out["first_day_by_general_exception"] = day_json(first.by_general_exception);
  return out;
}

json audit_view(Decision const& decision) {
  if (decision.is_private) {
    auto out = open_json(decision, decision.public_title);
    out["private_part"] = "Not shown here: see the decision.";
    return out;
  }
  auto out = to_json(decision);
  out.erase("decision");
  out.erase("version");
  out.erase("is_seen_whole");
  return out;
}

std::string audit_title(Decision const& decision) {
  return fmt::format("Decision {}: {}", decision.number, decision.is_private ? decision.public_title : decision.title);
}

search::Document search_document(Decision const& decision) {
  auto body = fmt::format("Decision {}. {}. {}", decision.number, decision.body_name,
                          decision.when_printed.empty() ? decision.day.printed() : decision.when_printed);
  auto const add = [&](std::string_view name) {
    if (auto const text = decision.text(name); !text.empty()) body += ". " + text;
  };
  add("decision_maker");
  if (!decision.is_private)
    for (auto const* each : {"recommendation", "recommended_by", "why_key", "legal_basis", "outcome", "approved",
                             "approved_posts", "reasons", "done"})
      add(each);
  if (!decision.is_private && decision.pence) body += ". " + pounds(*decision.pence);
  auto const& id = decision.id.text();
  return {kDecisionKind,
          id,
          decision.is_private ? decision.public_title : decision.title,
          std::move(body),
          "/decisions/" + id,
          kSeeGovernance};
}

std::vector<search::Document> decision_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& each : all_decisions(transaction, {}, Sight::of_nothing_private()))
    out.push_back(search_document(each));
  return out;
}

}  // namespace gt::governance

#include "governance/decisions/pages/chain_parts.h"

#include <fmt/format.h>

#include "governance/decisions/pages/decision_parts.h"
#include "governance/decisions/rules/money_rules.h"
#include "governance/registers/entry_rules.h"
#include "platform/core/text.h"
#include "platform/records/form.h"

namespace gt::governance {

using namespace html;

namespace {

bool is_web_address(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

Html or_words(Html shown, std::string_view otherwise) { return shown.empty() ? words(otherwise) : shown; }

Html asked_cell(Decision const& decision, Entry const* recommendation, NamesById const& names) {
  Html out;
  if (recommendation != nullptr) {
    out << paragraph(link(said(recommendation->title), Href{recommendation->address()}));
    Html who = named(names, recommendation->text("body"));
    if (auto const day = recommendation->date("made_on")) who << ", " << date(*day);
    if (auto const pence = recommendation->number_in("amount_pence"))
      who << words(fmt::format(". It asked for {}", pounds(*pence)));
    if (auto const what = recommendation->text("amount_words"); !what.empty()) who << words(": " + what);
    out << paragraph(who);
  }
  out << paragraphs(decision.text("recommendation"));
  if (auto const by = decision.text("recommended_by"); !by.empty()) out << paragraph(words(by));
  return or_words(std::move(out), "None is recorded.");
}

Html decided_cell(Decision const& decision) {
  if (state_of(decision) != DecisionState::taken)
    return words(decision.withdrawn_on ? "It was withdrawn." : "Not taken yet.");
  Html out = paragraphs(decision.text("outcome"));
  out << paragraph(
      words(fmt::format("{}, {}, {}", decision.text("decision_maker"), decision.body_name, decision.printed_day())));
  return out;
}

Html equality_cell(Decision const& decision) {
  auto const equality = decision.text("equality");
  if (equality.empty()) return words("None is recorded.");
  Html out = paragraph(words(records::capital(equality)));
  for (auto const& field : planned_form().fields) {
    if (!field.name.starts_with("equality_")) continue;
    auto const text = decision.text(field.name);
    if (text.empty()) continue;
    out << (field.name == "equality_link" ? paragraph(linked_address(text))
                                          : paragraph(words(fmt::format("{}: {}", field.label, text))));
  }
  return out;
}

Html approved_cell(Decision const& decision) {
  Html out = paragraphs(decision.text("approved"));
  if (decision.approved_pence) out << paragraph(words(pounds(*decision.approved_pence)));
  out << paragraphs(decision.text("approved_posts"));
  return or_words(std::move(out), "Nothing is recorded.");
}

Html done_cell(Decision const& decision, NamesById const& names) {
  Html out = paragraphs(decision.text("done"));
  std::vector<Html> items;
  if (auto const project = decision.text("project"); !project.empty()) {
    Html line = words("Project: ");
    line << named(names, project);
    items.push_back(line);
  }
  for (auto const& each : done_links(decision)) {
    auto const found = names.find(each.thing);
    bool const is_here = found != names.end() && !found->second.address.empty();
    items.push_back(is_here ? named(names, each.thing) : linked_address(each.address));
  }
  if (!items.empty()) out << bullets(items);
  if (auto const from = records::date_of(decision.fields, "in_effect_from"))
    out << paragraph(words(fmt::format("In effect from {}.", from->printed())));
  return or_words(std::move(out), "Nothing is recorded yet.");
}

void add_rows(std::vector<SummaryRow>& rows, Decision const& decision, NamesById const& names) {
  rows.push_back({"Legal basis", or_words(paragraphs(decision.text("legal_basis")), "None is recorded."), {}});
  rows.push_back({"Equality analysis", equality_cell(decision), {}});
  if (state_of(decision) == DecisionState::taken) rows.push_back({"What it approved", approved_cell(decision), {}});
  rows.push_back({"What was done", done_cell(decision, names), {}});
}

}  // namespace

Html linked_address(std::string const& address) {
  return is_web_address(address) || address.starts_with('/') ? link(words(address), Href{address}) : words(address);
}

void read_chain(Names& names, Decision const& decision) {
  for (auto const* name : {"theme", "finding", "project"})
    if (auto const thing = decision.text(name); !thing.empty()) names.of(name, thing);
  for (auto const& each : done_links(decision))
    if (!each.thing.empty()) names.of("action", each.thing);
}

Html decision_chain(Decision const& decision, Entry const* recommendation, NamesById const& names) {
  std::vector<SummaryRow> rows{{"Recommendation", asked_cell(decision, recommendation, names), {}},
                               {"Decision", decided_cell(decision), {}}};
  add_rows(rows, decision, names);
  return heading(words("From recommendation to result"), "lineage") << summary_list(rows);
}

Html recommendation_chain(std::vector<Decision> const& decisions, NamesById const& names) {
  Html out = heading(words("From recommendation to result"), "lineage");
  if (decisions.empty())
    return out << paragraph(words("No decision answers it yet. Choose it on the decision, under “What it rests on”."));
  for (auto const& each : decisions) {
    Html title = link(words(name_of(each)), address_of(each));
    title << " " << state_tag(state_of(each));
    std::vector<SummaryRow> rows{{"Decision", paragraph(title), {}}};
    if (each.is_seen) {
      rows.front().value << decided_cell(each);
      add_rows(rows, each, names);
    } else {
      rows.front().value << paragraph(words("Part of this decision is private."));
    }
    out << summary_list(rows);
  }
  return out;
}

}  // namespace gt::governance

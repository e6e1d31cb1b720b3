#include <fmt/format.h>

#include "governance/decisions/pages/decision_page_list.h"
#include "governance/decisions/pages/decision_parts.h"
#include "governance/governance.h"

namespace gt::governance {

using namespace html;

namespace {

// What the address asks for; a value that means nothing matches nothing, and its tag shows why.
struct Asked {
  DecisionFilter filter;
  bool is_possible = true;

  explicit Asked(Query const& query) {
    auto const text = [&](std::string_view name) -> std::optional<std::string> {
      auto const value = query.value(name);
      return value.empty() ? std::nullopt : std::optional(std::string(value));
    };
    auto const day = [&](std::string_view name) -> std::optional<Date> {
      auto const value = text(name);
      if (!value) return std::nullopt;
      auto const read = Date::from_typed(*value);
      if (!read) is_possible = false;
      return read ? std::optional(*read) : std::nullopt;
    };
    filter.body = text("body");
    filter.from = day("from");
    filter.to = day("to");
    if (auto const state = text("state")) {
      filter.state = decision_state_from(*state);
      is_possible = is_possible && filter.state.has_value();
    }
    if (auto const key = text("key")) {
      filter.is_key = *key == "yes";
      is_possible = is_possible && (*key == "yes" || *key == "no");
    }
    filter.words = text("words").value_or("");
  }
};

struct ShownList {
  ListedDecisions listed;
  std::vector<Entry> bodies;
  DecisionSettings settings;
};

Table list_table(ShownList const& shown, Date today) {
  Table out;
  out.caption = "Decisions, by day";
  out.columns = {{"Decision"}, {"Body"}, {"Day"}, {"State"}, {"Next"}};
  for (auto const& each : shown.listed.decisions) {
    Html name = link(words(name_of(each)), address_of(each));
    if (each.is_key) name << " " << key_tag(true);
    if (each.is_private) name << " " << tag("Part is private", TagKind::warn);
    Html next;
    if (!each.withdrawn_on)
      for (auto const& step : checklist(each, shown.settings, today)) {
        if (step.state == StepState::done || step.state == StepState::replaced || step.state == StepState::done_late)
          continue;
        next = with_note(words(step.rule->label), words(step.words));
        break;
      }
    out.rows.push_back(
        {{name, words(each.body_name), each.known_day() ? date(*each.known_day()) : words(each.when_printed),
          state_tag(state_of(each)), next.empty() ? words("–") : next},
         RowKind::plain,
         {}});
  }
  return out;
}

html::Filter list_filter(Query const& query, ShownList const& shown) {
  html::Filter filter;
  filter.path = "/decisions";
  filter.query = query;
  std::vector<Option> bodies{{"", "All", {}}};
  for (auto const& each : shown.bodies) bodies.push_back({each.id.text(), each.title, {}});
  filter.fields = {
      {"words", "Words", {}},
      {"body", "Body", std::move(bodies)},
      {"state",
       "State",
       {{"", "All", {}}, {"planned", "Planned", {}}, {"taken", "Taken", {}}, {"withdrawn", "Withdrawn", {}}}},
      {"key", "Key decision", {{"", "All", {}}, {"yes", "Yes", {}}, {"no", "No", {}}}},
      {"from", "From", {}},
      {"to", "To", {}}};
  filter.shown = shown.listed.matching;
  filter.total = shown.listed.total;
  filter.noun = "decision";
  return filter;
}

}  // namespace

Result<pages::Answer> decisions_page(pages::PageCall& call) {
  Asked const asked{call.query()};
  auto const today = call.environment().clock.today();
  auto const number = call.page_number();
  auto const shown = TRY(call.read(kSeeGovernance, [&](db::Transaction& transaction) {
    ShownList out{list_decisions(transaction, asked.filter, sight_of(transaction, call.actor(), today), number),
                  list_bodies(transaction), decision_settings(transaction).rules};
    if (!asked.is_possible) {
      out.listed.decisions.clear();
      out.listed.matching = 0;
    }
    return out;
  }));
  Page page;
  page.title = "Decisions";
  page.section = boards_section;
  page.breadcrumbs = {forward_plan_link()};
  Head top{.title = page.title};
  if (call.may(kEditDecisions) && shown.listed.total > 0)
    top.actions.push_back({words("Plan a decision"), "/decisions/new"});
  top.actions.push_back({words("What the constitution sets"), "/decision-settings"});
  page.body << head(top) << boards_navigation("/decisions");
  if (shown.listed.total == 0) {
    Empty empty{"No decision is planned",
                words("Plan the first one: from its day, its notices and papers are dated, and whoever looks sees what "
                      "is late and what the law offers then."),
                {}};
    if (call.may(kEditDecisions)) empty.steps = {link_button("Plan a decision", "/decisions/new")};
    page.body << empty_state(empty);
    return pages::page(std::move(page));
  }
  page.body << filter_bar(list_filter(call.query(), shown));
  if (shown.listed.decisions.empty())
    page.body << paragraph(words(shown.listed.matching == 0
                                     ? "No decision matches. Take off a filter above to see more."
                                     : "There is nothing on this page. Go back to the first."));
  else
    page.body << table(list_table(shown, today));
  page.body << pagination(
      {.path = "/decisions",
       .query = call.query(),
       .page = number,
       .pages = static_cast<int>((shown.listed.matching + decisions_on_a_page - 1) / decisions_on_a_page)});
  return pages::page(std::move(page));
}

}  // namespace gt::governance

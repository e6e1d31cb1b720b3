#include "plans/pages/coverage_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/lists/action_lists.h"
#include "plans/pages/action_table.h"
#include "plans/thread/links.h"
#include "platform/core/text.h"

namespace gt::plans {

using inspections::Finding;

namespace {

struct Answers {
  PlanNames names;
  std::map<std::string, std::set<std::string>> themes;  ///< ids of those in the plan, by finding
  std::map<std::string, ParentStanding> standing;       ///< by finding

  std::vector<std::string> theme_titles(Finding const& finding) const {
    std::vector<std::string> out;
    auto const found = themes.find(finding.id.text());
    if (found == themes.end()) return out;
    for (auto const& each : names.themes)
      if (found->second.contains(each.id.text())) out.push_back(each.title);
    return out;
  }
  rules::Tally tally(Finding const& finding) const {
    auto const found = standing.find(finding.id.text());
    return found == standing.end() ? rules::Tally{} : found->second.tally;
  }
};

Answers read_answers(db::Transaction& transaction, Date today) {
  Answers out{read_names(transaction), {}, standing_by(transaction, ParentKind::finding, today)};
  for (auto const& link : links_between(transaction, "finding", "theme"))
    if (out.names.theme(link.to_id) != nullptr) out.themes[link.from_id].insert(link.to_id);
  return out;
}

std::vector<sheet::Column> columns() {
  using sheet::ColumnKind;
  return {{"Number", ColumnKind::number, 8},    {"Finding", ColumnKind::text, 60},
          {"Inspection", ColumnKind::text, 30}, {"In the report", ColumnKind::text, 24},
          {"Themes", ColumnKind::text, 40},     {"Actions", ColumnKind::number, 10},
          {"Done", ColumnKind::number, 10},     {"Past first date", ColumnKind::number, 14},
          {"Delivered", ColumnKind::text, 14},  {"Difference made", ColumnKind::text, 20}};
}

std::vector<sheet::Value> row_of(Answers const& answers, Finding const& finding) {
  auto const tally = answers.tally(finding);
  auto const judged = rules::roll_up(tally);
  auto const number = [](auto count) { return sheet::Value{static_cast<double>(count)}; };
  return {number(finding.number.value_or(finding.position)),
          finding.title,
          finding.inspection_title,
          inspections::place_in_report(finding),
          fmt::format("{}", fmt::join(answers.theme_titles(finding), "; ")),
          number(tally.all()),
          number(tally.by_delivered.back()),
          number(tally.late),
          std::string(judged ? rules::word(judged->delivered) : "No action yet"),
          judged ? sheet::Value{std::string(rules::word(judged->difference))} : sheet::Value{std::monostate{}}};
}

}  // namespace

std::vector<Finding const*> findings_in_order(std::vector<Finding> const& findings, html::Query const& query,
                                              CountOf const& themes, CountOf const& actions) {
  struct Place {
    std::int64_t number;
    std::string words;
    Finding const* finding;
  };
  auto const key = query.value("sort");
  auto const place_of = [&](Finding const& each) -> Place {
    if (key == "finding") return {each.number.value_or(each.position), {}, &each};
    if (key == "inspection") return {0, lower_case(each.inspection_title), &each};
    if (key == "themes") return {themes(each), {}, &each};
    return {key == "actions" ? actions(each) : 0, {}, &each};
  };
  std::vector<Place> places;
  places.reserve(findings.size());
  for (auto const& each : findings) places.push_back(place_of(each));
  bool const is_descending = query.value("order") == "desc";
  std::stable_sort(places.begin(), places.end(), [&](Place const& a, Place const& b) {
    return is_descending ? std::tie(b.number, b.words) < std::tie(a.number, a.words)
                         : std::tie(a.number, a.words) < std::tie(b.number, b.words);
  });
  std::vector<Finding const*> out;
  out.reserve(places.size());
  for (auto const& each : places) out.push_back(each.finding);
  return out;
}

Result<sheet::Table> coverage_sheet(pages::PageCall& call) {
  auto const today = call.environment().clock.today();
  auto const answers =
      TRY(call.read("plan.view", [&](db::Transaction& transaction) { return read_answers(transaction, today); }));
  // The same plan on the same day gives the same file.
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = "Coverage";
  out.notes = {fmt::format("{}, as it stood on {}: {} and what answers each.", call.session().council, today.printed(),
                           html::plural(static_cast<std::int64_t>(answers.names.findings.size()), "finding"))};
  out.columns = columns();
  auto const ordered = findings_in_order(
      answers.names.findings, call.query(),
      [&](Finding const& each) { return static_cast<std::int64_t>(answers.theme_titles(each).size()); },
      [&](Finding const& each) { return static_cast<std::int64_t>(answers.tally(each).all()); });
  for (auto const* each : ordered) out.rows.push_back(row_of(answers, *each));
  return out;
}

}  // namespace gt::plans

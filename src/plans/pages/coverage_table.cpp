#include "plans/pages/coverage_table.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/lists/action_lists.h"
#include "plans/lists/coverage.h"
#include "plans/pages/action_table.h"
#include "platform/core/text.h"

namespace gt::plans {

using inspections::Finding;

namespace {

struct Answered {
  PlanNames names;
  FindingAnswers answers;
  std::map<std::string, std::vector<std::string>> actions;  ///< "12 Supervise monthly", by finding

  std::vector<std::string> theme_titles(Finding const& finding) const {
    std::vector<std::string> out;
    auto const found = answers.themes.find(finding.id.text());
    if (found == answers.themes.end()) return out;
    for (auto const& each : names.themes)
      if (found->second.contains(each.id.text())) out.push_back(each.title);
    return out;
  }
  std::vector<std::string> action_titles(Finding const& finding) const {
    auto const found = actions.find(finding.id.text());
    return found == actions.end() ? std::vector<std::string>{} : found->second;
  }
  // As the page names them: an action that was taken out is a gap where no other answers the finding.
  std::vector<std::string> gap_titles(Finding const& finding) const {
    std::vector<std::string> out;
    auto const found = answers.gaps.find(finding.id.text());
    if (found == answers.gaps.end()) return out;
    bool const has_action = answers.count_actions(finding) > 0;
    for (auto const& each : found->second)
      if (each.kind != "action" || !has_action)
        out.push_back(fmt::format("{} {}{}{}", each.kind, each.number, each.number.empty() ? "" : " ", each.title));
    return out;
  }
  rules::Tally tally(Finding const& finding) const {
    auto const found = answers.standing.find(finding.id.text());
    return found == answers.standing.end() ? rules::Tally{} : found->second.tally;
  }
};

constexpr std::int64_t every_row = 1'000'000;

Answered read_answered(db::Transaction& transaction, Date today) {
  Answered out{read_names(transaction), {}, {}};
  out.answers = read_answers(transaction, out.names.themes, out.names.findings, today);
  for (auto const& each : list_actions(transaction, {}, {}, today, every_row)) {
    if (each.findings.empty()) continue;
    for (auto const& finding : split(each.findings, ' '))
      out.actions[finding].push_back(fmt::format("{} {}", each.number, each.title));
  }
  return out;
}

std::vector<sheet::Column> columns() {
  using sheet::ColumnKind;
  return {{"Number", ColumnKind::number, 8},
          {"Finding", ColumnKind::text, 60},
          {"Inspection", ColumnKind::text, 30},
          {"In the report", ColumnKind::text, 24},
          {"Themes", ColumnKind::text, 40},
          {"Actions", ColumnKind::number, 10},
          {"Done", ColumnKind::number, 10},
          {"Late against the first date", ColumnKind::number, 14},
          {"Delivered", ColumnKind::text, 14},
          {"Difference made", ColumnKind::text, 20},
          {"Names of the actions", ColumnKind::text, 60},
          {"Taken out", ColumnKind::text, 40}};
}

std::vector<sheet::Value> row_of(Answered const& answered, Finding const& finding) {
  auto const tally = answered.tally(finding);
  auto const judged = rules::roll_up(tally);
  auto const number = [](auto count) { return sheet::Value{static_cast<double>(count)}; };
  return {number(finding.number.value_or(finding.position)),
          finding.title,
          finding.inspection_title,
          inspections::place_in_report(finding),
          fmt::format("{}", fmt::join(answered.theme_titles(finding), "; ")),
          number(tally.all()),
          number(tally.by_delivered.back()),
          number(tally.late),
          std::string(judged ? rules::word(judged->delivered) : "No action yet"),
          judged ? sheet::Value{std::string(rules::word(judged->difference))} : sheet::Value{std::monostate{}},
          fmt::format("{}", fmt::join(answered.action_titles(finding), "; ")),
          fmt::format("{}", fmt::join(answered.gap_titles(finding), "; "))};
}

}  // namespace

std::vector<Finding const*> findings_in_order(std::vector<Finding> const& findings, html::Query const& query,
                                              FindingAnswers const& answers) {
  struct Place {
    std::int64_t number;
    std::string words;
    Finding const* finding;
  };
  auto const key = query.value("sort");
  auto const place_of = [&](Finding const& each) -> Place {
    if (key == "finding") return {each.number.value_or(each.position), {}, &each};
    if (key == "inspection") return {0, lower_case(each.inspection_title), &each};
    if (key == "themes") return {answers.count_themes(each), {}, &each};
    return {key == "actions" ? answers.count_actions(each) : 0, {}, &each};
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
  auto const answered =
      TRY(call.read("plan.view", [&](db::Transaction& transaction) { return read_answered(transaction, today); }));
  auto const filter = CoverageFilter::from_query(call.query());
  // The same plan on the same day gives the same file.
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = "Coverage";
  out.columns = columns();
  for (auto const* each : findings_in_order(answered.names.findings, call.query(), answered.answers))
    if (filter.shows(answered.answers, *each)) out.rows.push_back(row_of(answered, *each));
  out.notes = {fmt::format("{}, as it stood on {}: {} and what answers each.", call.session().council, today.printed(),
                           html::plural(static_cast<std::int64_t>(out.rows.size()), "finding"))};
  return out;
}

}  // namespace gt::plans

#include "plans/plan_json.h"

#include "plans/actions/action_rules.h"

namespace gt::plans {

using nlohmann::json;

namespace {

json date_or_null(std::optional<Date> const& date) { return date ? json(date->iso()) : json(nullptr); }

template <class T>
json ids(std::vector<T const*> const& items) {
  auto out = json::array();
  for (auto const* each : items) out.push_back(each->id.text());
  return out;
}

json finding_line(inspections::Finding const& each) {
  auto const place = inspections::place_in_report(each);
  return {{"id", each.id.text()},
          {"title", each.title},
          {"text", each.text},
          {"inspection", each.inspection.text()},
          {"page", each.page ? json(*each.page) : json(nullptr)},
          {"paragraph", each.paragraph.empty() ? json(nullptr) : json(each.paragraph)},
          {"place", place.empty() ? json(nullptr) : json(place)}};
}

}  // namespace

json to_json(Programme const& each) {
  return {{"id", each.id.text()},
          {"title", each.title},
          {"vision", each.vision},
          {"target", each.target},
          {"start", date_or_null(each.start)},
          {"predecessor", each.predecessor},
          {"brag_variant", each.brag_variant},
          {"dates_agreed_by", word(each.dates_agreed_by)},
          {"version", each.version}};
}

json to_json(Theme const& each) {
  return {{"id", each.id.text()},
          {"position", each.position},
          {"title", each.title},
          {"aim", each.aim},
          {"lead_role", each.lead_role},
          {"aliases", each.aliases},
          {"lead_account", each.lead_account ? json(each.lead_account->text()) : json(nullptr)},
          {"version", each.version}};
}

json state_json(Action const& each) {
  return {{"id", each.id.text()},
          {"number", each.number},
          {"kind", each.kind},
          {"reference", each.reference},
          {"title", each.title},
          {"owner_role", each.owner_role},
          {"owner_account", each.owner_account ? json(each.owner_account->text()) : json(nullptr)},
          {"success", each.success},
          {"start", date_or_null(each.start)},
          {"first_due", date_or_null(each.first_due)},
          {"due", date_or_null(each.due)},
          {"moves", each.moves},
          {"status", status_word(each.status)},
          {"difference", each.difference},
          {"recovery", each.recovery},
          {"recovery_by", date_or_null(each.recovery_by)},
          {"note", each.note},
          {"done_on", date_or_null(each.done_on)},
          {"version", each.version}};
}

json to_json(Action const& each, Date today) {
  auto out = state_json(each);
  out["late"] = is_late(each, today);
  out["days_late_against_first"] = days_late_against_first(each, today);
  out["days_moved"] = days_moved(each);
  return out;
}

json to_json(Plan const& plan, Date today) {
  json out{{"programme", plan.programme ? to_json(*plan.programme) : json(nullptr)}};
  out["themes"] = json::array();
  for (auto const& theme : plan.themes) {
    auto row = to_json(theme);
    row["findings"] = ids(plan.findings_of_theme(theme.id.text()));
    row["actions"] = ids(plan.actions_of_theme(theme.id.text()));
    out["themes"].push_back(std::move(row));
  }
  out["actions"] = json::array();
  for (auto const& action : plan.actions) {
    auto row = to_json(action, today);
    row["themes"] = ids(plan.themes_of_action(action.id.text()));
    row["findings"] = ids(plan.findings_of_action(action.id.text()));
    out["actions"].push_back(std::move(row));
  }
  out["findings"] = json::array();
  for (auto const& finding : plan.findings) {
    auto row = finding_line(finding);
    row["themes"] = ids(plan.themes_of_finding(finding.id.text()));
    row["actions"] = ids(plan.actions_of_finding(finding.id.text()));
    out["findings"].push_back(std::move(row));
  }
  return out;
}

json coverage_json(Plan const& plan, std::map<std::string, std::vector<Thing>> const& taken_out,
                   std::function<bool(inspections::Finding const&)> const& shows) {
  json out{{"listed", json::array()},
           {"findings_without_theme", json::array()},
           {"findings_without_action", json::array()},
           {"themes_without_finding", json::array()},
           {"actions_without_theme", json::array()},
           {"findings_with_gaps", json::array()}};
  for (auto const& each : plan.findings) {
    if (!shows(each)) continue;
    auto listed = finding_line(each);
    listed["themes"] = listed["actions"] = json::array();
    for (auto const* theme : plan.themes_of_finding(each.id.text()))
      listed["themes"].push_back({{"id", theme->id.text()}, {"title", theme->title}});
    for (auto const* action : plan.actions_of_finding(each.id.text()))
      listed["actions"].push_back({{"id", action->id.text()}, {"number", action->number}, {"title", action->title}});
    if (listed["themes"].empty()) out["findings_without_theme"].push_back(finding_line(each));
    if (listed["actions"].empty()) out["findings_without_action"].push_back(finding_line(each));
    out["listed"].push_back(std::move(listed));
    auto const gaps = taken_out.find(each.id.text());
    if (gaps == taken_out.end() || gaps->second.empty()) continue;
    auto row = finding_line(each);
    row["taken_out"] = json::array();
    for (auto const& gap : gaps->second)
      row["taken_out"].push_back({{"kind", gap.kind}, {"id", gap.id}, {"title", gap.title}});
    out["findings_with_gaps"].push_back(std::move(row));
  }
  out["findings"] = out["listed"].size();
  for (auto const& each : plan.themes)
    if (plan.findings_of_theme(each.id.text()).empty())
      out["themes_without_finding"].push_back({{"id", each.id.text()}, {"title", each.title}});
  for (auto const& each : plan.actions)
    if (plan.themes_of_action(each.id.text()).empty())
      out["actions_without_theme"].push_back({{"id", each.id.text()}, {"number", each.number}, {"title", each.title}});
  return out;
}

}  // namespace gt::plans

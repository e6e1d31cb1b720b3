#include "bench/asked_pages.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "funding/funding.h"
#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "plans/lists/action_colours.h"
#include "plans/lists/action_lists.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"

namespace gt::bench {

namespace {

constexpr std::size_t rows_a_page = 100;

/// The plan by its raw links, without what is kept beside the actions.
struct Walked {
  std::vector<plans::Action> actions;                                       ///< by number
  std::map<std::string, std::set<std::string>> themes, findings, projects;  ///< of an action

  explicit Walked(db::Transaction& tx) : actions{plans::load_plan(tx).actions} {
    auto add = [&](std::string_view kind, auto& out) {
      for (auto const& each : plans::links_between(tx, kind, "action")) out[each.to_id].insert(each.from_id);
    };
    add("theme", themes);
    add("finding", findings);
    add("project", projects);
    std::map<std::string, std::set<std::string>> themes_of_project;
    for (auto const& each : plans::links_between(tx, "theme", "project"))
      themes_of_project[each.to_id].insert(each.from_id);
    for (auto const& [action, own] : projects)
      for (auto const& project : own)
        themes[action].insert(themes_of_project[project].begin(), themes_of_project[project].end());
  }
  template <class Matches, class Before>
  std::vector<std::string> rows(Matches matches, Before before, std::size_t from = 0, std::size_t most = 100) const {
    std::vector<plans::Action const*> found;
    for (auto const& each : actions)
      if (matches(each)) found.push_back(&each);
    std::stable_sort(found.begin(), found.end(), [&](auto const* a, auto const* b) { return before(*a, *b); });
    std::vector<std::string> out;
    for (auto at = from; at < std::min(found.size(), from + most); ++at)
      out.push_back("\"/actions/" + found[at]->id.text() + "\"");
    return out;
  }
};

void add_plan_pages(std::vector<Asked>& out, db::Transaction& tx, std::string const& session, Date today) {
  Walked const plan{tx};
  auto const theme = plans::list_themes(tx)[3];
  auto const projects = plans::list_records(tx, *plans::find_record_kind("project"));
  auto const findings = inspections::list_findings(tx);
  auto const& finding = findings[findings.size() / 2];
  auto const& action = plan.actions[plan.actions.size() / 3];
  auto has = [](auto const& map, plans::Action const& each, std::string const& id) {
    auto found = map.find(each.id.text());
    return found != map.end() && found->second.contains(id);
  };
  auto all = [](auto const&) { return true; };
  auto as_is = [](auto const&, auto const&) { return false; };
  auto is_open = [](auto const& each) { return each.status != plans::ActionStatus::done; };
  auto of_theme = [&](auto const& each) { return has(plan.themes, each, theme.id.text()); };
  auto of_finding = [&](auto const& each) { return has(plan.findings, each, finding.id.text()); };
  auto of_project = [&](auto const& each) { return has(plan.projects, each, projects[7].id.text()); };
  auto const rule = plans::brag_variant(plans::find_programme(tx));
  auto add = [&](std::string name, std::string target, std::vector<std::string> shows) {
    out.push_back({std::move(name), std::move(target), session, std::move(shows)});
  };
  add("plan", "/plan", plan.rows(all, as_is));
  add("plan, page 7", "/plan?page=7", plan.rows(all, as_is, 600));
  add("plan by theme", "/plan?theme=" + theme.id.text(), plan.rows(of_theme, as_is));
  add("plan by finding", "/plan?finding=" + finding.id.text(), plan.rows(of_finding, as_is));
  add("plan, latest due first", "/plan?sort=due&order=desc",
      plan.rows(all, [](auto const& a, auto const& b) { return *a.due > *b.due; }));
  add("plan, late, by owner", "/plan?due=late&sort=owner",
      plan.rows([&](auto const& each) { return is_open(each) && *each.due < today; },
                [](auto const& a, auto const& b) { return a.owner_role < b.owner_role; }));
  add("plan, red", "/plan?colour=red",
      plan.rows(
          [&](auto const& each) {
            return plans::rules::word(plans::rules::brag(rule, plans::position_of(each, today)).colour) == "red";
          },
          as_is));
  add("plan, at risk", "/plan?status=at%20risk",
      plan.rows([](auto const& each) { return each.status == plans::ActionStatus::at_risk; }, as_is));
  add("finding", "/findings/" + finding.id.text(), plan.rows(of_finding, as_is));
  add("action", "/actions/" + action.id.text(), {action.title});
  add("project", "/projects/" + projects[7].id.text(), plan.rows(of_project, as_is));
  add("theme", "/themes/" + theme.id.text(), plan.rows(of_theme, as_is));
  std::vector<std::string> project_rows, finding_rows;
  for (auto const& each : projects) project_rows.push_back("\"/projects/" + each.id.text() + "\"");
  for (auto const& each : findings) finding_rows.push_back("\"/findings/" + each.id.text() + "\"");
  add("projects", "/projects", project_rows);
  add("timeline", "/plan/timeline", {});
  add("coverage", "/plan/coverage", {});
  add("inspections", "/inspections", {});
  add("my work", "/", {});
  add("updates", "/plan/updates", {});
  std::vector<Date> days;
  for (auto const& each : plan.actions) days.push_back(*each.due);
  std::sort(days.begin(), days.end());
  auto const last = days[std::min<std::size_t>(days.size() - 1, 3000)].plus_days(-1);
  auto const rows =
      static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), last.plus_days(1)) - days.begin());
  add(fmt::format("CSV of {} rows", rows), "/plan.csv?to=" + last.iso(), {});
  add("CSV of all", "/plan.csv", {});
}

/// The registers by their rows alone, in the order that the pages promise.
std::vector<std::string> record_rows(std::vector<governance::Entry> entries) {
  auto const key = [](governance::Entry const& each) {
    auto const due = each.date("due");
    return std::pair(due ? due->iso() : "9999", each.number);
  };
  std::stable_sort(entries.begin(), entries.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
  std::vector<std::string> out;
  for (std::size_t at = 0; at < std::min<std::size_t>(entries.size(), rows_a_page); ++at)
    out.push_back("\"" + entries[at].address() + "\"");
  return out;
}

void add_board_pages(std::vector<Asked>& out, db::Transaction& tx, std::string const& session, Date today) {
  using namespace governance;
  auto const bodies = list_bodies(tx);
  if (bodies.empty()) return;
  auto const body = bodies.front().id.text();
  auto const everything = Sight::of_everything();
  auto add = [&](std::string name, std::string target, std::vector<std::string> shows) {
    out.push_back({std::move(name), std::move(target), session, std::move(shows)});
  };
  auto const of = [&](char const* kind, auto matches) {
    auto entries = list_entries(tx, {.kind = kind}, everything, 1'000'000);
    std::erase_if(entries, [&](Entry const& each) { return !matches(each); });
    return record_rows(std::move(entries));
  };
  auto const all = [](Entry const&) { return true; };
  auto const of_body = [&](Entry const& each) { return each.body == body; };
  auto const waits = [&](Entry const& each) { return of_body(each) && state_of(each) != "closed"; };
  auto const meetings = list_meetings(tx, {.body = body, .to = today.plus_days(-1)}, 10'000);
  if (meetings.empty()) return;
  auto const& last = meetings.back();
  add("bodies", "/bodies", {});
  add("body", "/bodies/" + body, of("promise", waits));
  add("call-over", "/bodies/" + body + "/call-over", of("promise", waits));
  add("rota", "/bodies/" + body + "/rota", {});
  add("meetings", "/meetings", {});
  add("meetings of a body", "/meetings?body=" + body + "&from=2000-01-01", {});
  add("meeting", last.address(), {});
  add("action log", last.address() + "/action-log", {});
  add("promises", "/promises", of("promise", all));
  add("promises, page 7", "/promises?page=7", {});
  add("promises, open", "/promises?state=open",
      of("promise", [](Entry const& each) { return state_of(each) == "open"; }));
  add("promises to a body", "/promises?body=" + body, of("promise", of_body));
  add("claims", "/claims", of("claim", all));
  add("questions", "/questions", of("question", all));
  add("decisions", "/decisions", {});
  add("forward plan", "/forward-plan", {});
  add("their view and ours", "/external-view", {});
  add("if Ofsted rang today", "/ofsted-today", {});
}

void add_money_pages(std::vector<Asked>& out, db::Transaction& tx, std::string const& session) {
  std::vector<std::string> lines, forecasts;
  for (auto const& each : funding::list_money(tx, {.kind = "cost line"}, funding::most_records)) {
    lines.push_back("\"" + each.address() + "\"");
    forecasts.push_back("\"" + each.address() + "/forecast\"");
  }
  if (lines.empty()) return;
  out.push_back({"money", "/resources", session, lines});
  out.push_back({"forecast", "/resources/forecast", session, forecasts});
  out.push_back({"month end", "/resources/month-end", session, {}});
  out.push_back({"month 13", "/resources/month-13", session, {}});
}

}  // namespace

std::vector<Asked> pages_of(db::Database& database, AuthorityId const& authority, std::string const& session,
                            Date today) {
  auto tx = database.read(authority);
  std::vector<Asked> out;
  add_plan_pages(out, tx, session, today);
  add_board_pages(out, tx, session, today);
  add_money_pages(out, tx, session);
  return out;
}

// The rows of the CSV differ a little between councils.
std::string printed_name(Asked const& page) {
  return page.name.starts_with("CSV of") && page.name != "CSV of all" ? "CSV of 3,000" : page.name;
}

bool shows_all(Asked const& asked, std::string const& body) {
  std::size_t at = 0;
  for (auto const& each : asked.shows) {
    at = body.find(each, at);
    if (at == std::string::npos) return false;
    at += each.size();
  }
  return true;
}

}  // namespace gt::bench

#include "plans/lists/action_lists.h"

#include <set>

#include <nlohmann/json.hpp>

#include "plans/actions/action_rules.h"
#include "plans/lists/action_colours.h"
#include "plans/plans_test_fixture.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"
#include "plans/views/views.h"
#include "platform/core/text.h"
#include "tests/support/large_programme.h"

namespace gt::plans {
namespace {

using nlohmann::json;

Date const made_on = Date::from_parts(2026, 11, 22).value();

// What each action belongs to and answers by the raw links alone.
struct Walked {
  std::map<std::string, std::set<std::string>> themes, projects, findings;

  explicit Walked(db::Transaction& tx) {
    std::set<std::string> live;
    for (auto const& each : list_themes(tx)) live.insert(each.id.text());
    std::set<std::string> live_projects;
    for (auto const& each : list_records(tx, *find_record_kind("project"))) live_projects.insert(each.id.text());
    std::map<std::string, std::set<std::string>> themes_of_project;
    for (auto const& each : links_between(tx, "theme", "project"))
      if (live.contains(each.from_id)) themes_of_project[each.to_id].insert(each.from_id);
    for (auto const& each : links_between(tx, "theme", "action"))
      if (live.contains(each.from_id)) themes[each.to_id].insert(each.from_id);
    for (auto const& each : links_between(tx, "finding", "action")) findings[each.to_id].insert(each.from_id);
    for (auto const& each : links_between(tx, "project", "action")) {
      if (live_projects.contains(each.from_id)) projects[each.to_id].insert(each.from_id);
      themes[each.to_id].insert(themes_of_project[each.from_id].begin(), themes_of_project[each.from_id].end());
    }
  }
  static std::string joined(std::set<std::string> const& ids) {
    std::string out;
    for (auto const& each : ids) out += (out.empty() ? "" : " ") + each;
    return out;
  }
  void expect_same(Action const& action) {
    auto const& id = action.id.text();
    EXPECT_EQ(action.themes, joined(themes[id])) << action.number;
    EXPECT_EQ(action.projects, joined(projects[id])) << action.number;
    EXPECT_EQ(action.findings, joined(findings[id])) << action.number;
  }
};

void expect_all_in_place(db::Transaction& tx) {
  Walked walked{tx};
  for (auto const& each : load_plan(tx).actions) walked.expect_same(each);
}

class LargeLists : public gt::test::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    council_ = gt::test::make_large_council(database(), {4, 7, 150, 300, 12, 6}, 1, made_on);
    gt::test::make_large_council(database(), {2, 3, 20, 20, 5, 2}, 2, made_on);
  }
  void choose_rule(std::string const& variant) {
    auto change = database().change(council_.authority);
    auto programme = *find_programme(change);
    programme.brag_variant = variant;
    ASSERT_TRUE(save_programme(change, programme));
    change.commit();
  }
  // Ratings, dates against each other and recoveries that the made programme has not.
  void vary_positions() {
    auto change = database().change(council_.authority);
    int at = 0;
    for (auto& each : load_plan(change).actions) {
      ++at;
      if (at % 3 == 0) each.difference = rules::code(rules::kAllRungs[static_cast<std::size_t>(at / 3) % 6]);
      if (at % 4 == 0) each.recovery = each.recovery.empty() ? "Agency workers" : "";
      if (at % 5 == 0) each.due = made_on.plus_days(at % 7 - 3);
      if (at % 11 == 0) each.due = std::nullopt;
      if (at % 13 == 0) each.first_due = made_on.plus_days(at % 3 - 1);
      ASSERT_TRUE(save_action(change, each));
    }
    change.commit();
  }

  gt::test::LargeCouncil council_{AuthorityId::trusted(""), AccountId::trusted(""), AccountId::trusted(""), ""};
};

TEST_P(LargeLists, KeepWhatAnActionBelongsToBesideIt) {
  auto tx = database().read(council_.authority);
  expect_all_in_place(tx);
  EXPECT_EQ(count_actions(tx, {}, made_on), 150);
}

TEST_P(LargeLists, ShowWhatAWalkOfTheLinksShows) {
  auto tx = database().read(council_.authority);
  auto const actions = load_plan(tx).actions;
  Walked walked{tx};
  auto theme = list_themes(tx)[1].id.text();
  auto project = list_records(tx, *find_record_kind("project"))[2].id.text();
  auto finding = inspections::list_findings(tx)[3].id.text();
  auto stage = list_records(tx, *find_record_kind("stage"))[0].id.text();
  std::set<std::string> staged;
  for (auto const& each : links_from(tx, stage)) staged.insert(each.to_id);
  auto is_open = [](Action const& each) { return each.status != ActionStatus::done; };
  auto has_words = [](Action const& each, std::string const& words) {
    return lower_case(each.title + "\n" + each.reference + "\n" + each.owner_role).find(words) != std::string::npos;
  };
  struct Case {
    ActionFilter filter;
    std::function<bool(Action const&)> shows;
  };
  std::vector<Case> const cases{
      {{}, [](auto const&) { return true; }},
      {{.words = "17"}, [&](auto const& each) { return each.number == 17 || has_words(each, "17"); }},
      {{.words = "GT-17"}, [](auto const& each) { return each.number == 17; }},
      {{.words = actions[5].owner_role},
       [&](auto const& each) { return has_words(each, lower_case(actions[5].owner_role)); }},
      {{.words = "no action says this"}, [](auto const&) { return false; }},
      {{.words = "a", .status = "done"},
       [&](auto const& each) { return has_words(each, "a") && each.status == ActionStatus::done; }},
      {{.theme = theme}, [&](auto const& each) { return walked.themes[each.id.text()].contains(theme); }},
      {{.theme = "none"}, [&](auto const& each) { return walked.themes[each.id.text()].empty(); }},
      {{.theme = "%"}, [](auto const&) { return false; }},
      {{.project = project}, [&](auto const& each) { return walked.projects[each.id.text()].contains(project); }},
      {{.stage = stage},
       [&](auto const& each) {
         for (auto const& own : walked.themes[each.id.text()])
           if (staged.contains(own)) return true;
         return false;
       }},
      {{.finding = finding}, [&](auto const& each) { return walked.findings[each.id.text()].contains(finding); }},
      {{.status = "at risk"}, [](auto const& each) { return delivered_in_words(each, made_on) == "At risk"; }},
      {{.status = "on track"}, [](auto const& each) { return delivered_in_words(each, made_on) == "On track"; }},
      {{.status = "late"}, [](auto const& each) { return delivered_in_words(each, made_on) == "Late"; }},
      {{.status = "late, recovery agreed"},
       [](auto const& each) { return delivered_in_words(each, made_on) == late_with_recovery; }},
      {{.status = "past its first date"},
       [](auto const& each) { return delivered_in_words(each, made_on) == late_on_first_date; }},
      {{.status = "Late"}, [](auto const&) { return false; }},
      {{.difference = "output"}, [](auto const& each) { return each.difference == "output"; }},
      {{.owner = actions[5].owner_role}, [&](auto const& each) { return each.owner_role == actions[5].owner_role; }},
      {{.account = council_.owner.text()}, [&](auto const& each) { return each.owner_account == council_.owner; }},
      {{.due = "late"}, [&](auto const& each) { return is_late(each, made_on); }},
      {{.due = "first"}, [&](auto const& each) { return days_late_against_first(each, made_on) > 0; }},
      {{.due = "month"},
       [&](auto const& each) { return is_open(each) && *each.due >= made_on && each.due->days_since(made_on) <= 31; }},
      {{.due = "moved"}, [](auto const& each) { return each.moves > 0; }},
      {{.due = "undated"}, [](auto const& each) { return !each.due.has_value(); }},
      {{.due = "nonsense"}, [](auto const&) { return false; }},
      {{.from = "2026-10-01", .to = "31 March 2027"},
       [](auto const& each) {
         return *each.due >= Date::from_parts(2026, 10, 1).value() &&
                *each.due <= Date::from_parts(2027, 3, 31).value();
       }},
      {{.from = "some made_on"}, [](auto const&) { return false; }},
      {{.theme = theme, .status = "done", .due = "moved"}, [&](auto const& each) {
         return walked.themes[each.id.text()].contains(theme) && each.status == ActionStatus::done && each.moves > 0;
       }}};
  for (auto const& each : cases) {
    SCOPED_TRACE(each.filter.to_query().at("/plan").text());
    std::vector<std::int64_t> expected, listed;
    for (auto const& action : actions)
      if (each.shows(action)) expected.push_back(action.number);
    for (auto const& action : list_actions(tx, each.filter, {}, made_on, 1000)) listed.push_back(action.number);
    EXPECT_EQ(listed, expected);
    EXPECT_EQ(count_actions(tx, each.filter, made_on), static_cast<std::int64_t>(expected.size()));
    EXPECT_EQ(standing_of(tx, each.filter, made_on).all(), expected.size());
  }
}

// Every colour of every rule, against the rule itself asked for each action.
TEST_P(LargeLists, ShowTheColourThatTheRuleGives) {
  vary_positions();
  auto const& brag = rules::brag_rules();
  std::set<std::string> seen;
  for (auto const& variant : brag.variants()) {
    choose_rule(variant);
    auto tx = database().read(council_.authority);
    auto const actions = load_plan(tx).actions;
    std::size_t all = 0;
    for (std::string colour : {"blue", "green", "amber", "red", "grey", "purple", "mauve"}) {
      SCOPED_TRACE(variant + ", " + colour);
      std::vector<std::int64_t> expected, listed;
      for (auto const& each : actions)
        if (rules::word(rules::brag(variant, position_of(each, made_on)).colour) == colour)
          expected.push_back(each.number);
      ActionFilter const filter{.colour = colour};
      for (auto const& each : list_actions(tx, filter, {}, made_on, 1000)) listed.push_back(each.number);
      EXPECT_EQ(listed, expected);
      EXPECT_EQ(count_actions(tx, filter, made_on), static_cast<std::int64_t>(expected.size()));
      EXPECT_EQ(standing_of(tx, filter, made_on).all(), expected.size());
      EXPECT_EQ(list_action_ids(tx, filter, {"due", true}, made_on, 1000).size(), expected.size());
      auto second = list_actions(tx, filter, {}, made_on, 3, 3);
      for (std::size_t at = 0; at < second.size(); ++at) EXPECT_EQ(second[at].number, expected[at + 3]);
      if (!expected.empty()) seen.insert(colour);
      all += expected.size();
    }
    EXPECT_EQ(all, actions.size()) << "each action has one colour";
  }
  EXPECT_THAT(seen, testing::ElementsAre("amber", "blue", "green", "grey", "purple", "red"));
}

// Lists are counted in what is kept of the plan: a change is seen by the next reader, one that was taken back by none.
TEST_P(LargeLists, SeeEachChangeAtOnce) {
  auto count = [&](db::Transaction& tx) { return count_actions(tx, {.status = "at risk"}, made_on); };
  auto counted = [&] {
    auto tx = database().read(council_.authority);
    return count(tx);
  };
  auto change_to_risk = [&](db::Transaction& tx) {
    auto actions = list_actions(tx, {.status = "on track"}, {}, made_on, 1);
    ASSERT_EQ(actions.size(), 1U);
    actions.front().status = ActionStatus::at_risk;
    ASSERT_TRUE(save_action(tx, actions.front()));
  };
  auto const before = counted();
  {
    auto change = database().change(council_.authority);
    change_to_risk(change);
    EXPECT_EQ(count(change), before + 1);
    EXPECT_EQ(counted(), before) << "not kept yet";
  }
  EXPECT_EQ(counted(), before) << "taken back";
  {
    auto change = database().change(council_.authority);
    change_to_risk(change);
    change.commit();
  }
  EXPECT_EQ(counted(), before + 1);
  EXPECT_EQ(counted(), before + 1);
  auto elsewhere = database().read(AuthorityId::fresh());
  EXPECT_EQ(count(elsewhere), 0);
}

TEST_P(LargeLists, SortBothWaysAndPage) {
  auto tx = database().read(council_.authority);
  for (std::string key : {"number", "owner", "due", "first", "moved", "status", "difference"}) {
    auto up = list_action_ids(tx, {}, {key, false}, made_on, 1000);
    auto down = list_action_ids(tx, {}, {key, true}, made_on, 1000);
    EXPECT_EQ(std::set<ActionId>(up.begin(), up.end()).size(), 150u) << key;
    EXPECT_EQ(std::set<ActionId>(down.begin(), down.end()).size(), 150u) << key;
    auto second = list_action_ids(tx, {}, {key, false}, made_on, 40, 40);
    EXPECT_TRUE(std::equal(second.begin(), second.end(), up.begin() + 40)) << key;
  }
  auto by_due = list_actions(tx, {}, {"due", false}, made_on, 1000);
  EXPECT_TRUE(
      std::is_sorted(by_due.begin(), by_due.end(), [](auto const& a, auto const& b) { return *a.due < *b.due; }));
  auto latest = list_actions(tx, {}, {"due", true}, made_on, 1000);
  EXPECT_TRUE(
      std::is_sorted(latest.begin(), latest.end(), [](auto const& a, auto const& b) { return *a.due > *b.due; }));
  auto moved = list_actions(tx, {}, {"moved", true}, made_on, 3);
  EXPECT_EQ(days_moved(moved.front()), 84);
}

TEST_P(LargeLists, CountByParentAsTheRuleDoesFromTheActions) {
  auto tx = database().read(council_.authority);
  for (auto [kind, member] : {std::pair{ParentKind::theme, &ActionFilter::theme},
                              {ParentKind::project, &ActionFilter::project},
                              {ParentKind::finding, &ActionFilter::finding}}) {
    for (auto const& [parent, standing] : standing_by(tx, kind, made_on)) {
      if (parent.empty()) continue;
      ActionFilter filter;
      filter.*member = parent;
      auto whole = standing_of(tx, filter, made_on);
      auto expected = rules::roll_up(whole.children), counted = rules::roll_up(standing.tally);
      ASSERT_TRUE(expected && counted);
      EXPECT_EQ(counted->delivered_why, expected->delivered_why);
      EXPECT_EQ(counted->difference_why, expected->difference_why);
      EXPECT_EQ(counted->late, expected->late);
      EXPECT_EQ(standing.overdue, static_cast<std::int64_t>(whole.overdue.size()));
    }
  }
}

class PlacedActions : public test::PlansTest {
 protected:
  void expect_placed() {
    auto tx = database().read(authority());
    expect_all_in_place(tx);
  }
};

TEST_P(PlacedActions, FollowEveryChangeOfTheLinks) {
  auto found = findings({"The quality of supervision.", "The clarity of plans."});
  auto practice = theme("Practice", {found[0]}), workforce = theme("Workforce");
  auto project = done("project add", {{"title", "Supervision"}, {"under", {practice}}}).value("id", "");
  auto first = action("Supervise monthly", {{"under", {project}}, {"findings", {found[0]}}});
  auto second = action("Train managers", {{"themes", {practice, workforce}}});
  expect_placed();
  EXPECT_EQ(in_plan("actions", first).is_null(), false);
  auto themes_of = [&](std::string const& id) {
    auto tx = database().read(authority());
    return find_action(tx, ActionId::trusted(id))->themes;
  };
  EXPECT_EQ(themes_of(first), practice);
  done("link add", {{"from", workforce}, {"to", project}});
  EXPECT_EQ(themes_of(first), std::min(practice, workforce) + " " + std::max(practice, workforce));
  expect_placed();
  done("link remove", {{"from", practice}, {"to", project}});
  EXPECT_EQ(themes_of(first), workforce);
  done("action unlink", {{"action", second}, {"theme", workforce}});
  done("action link", {{"action", second}, {"finding", found[1]}});
  expect_placed();
  done("theme end", {{"theme", practice}, {"version", 1}});
  EXPECT_EQ(themes_of(second), "");
  expect_placed();
  done("project end", {{"project", project}, {"version", 1}, {"why", "Merged"}});
  expect_placed();
  auto history = done("history show", {{"record", practice}}).at("history");
  done("history restore", {{"record", practice}, {"sequence", history.back().at("sequence")}, {"why", "A mistake"}});
  EXPECT_EQ(themes_of(second), practice);
  expect_placed();
}

TEST_P(PlacedActions, AreLateOrPastTheirFirstDateAlone) {
  auto moved = action("Publish the guidance", {{"due", "2026-11-12"}});
  auto longer = action("Appoint the lead", {{"due", "2026-11-01"}});
  for (auto const& each : {moved, longer}) {
    auto asked =
        done("date ask", {{"action", each}, {"due", "2026-12-18"}, {"reason", "Late"}, {"requester", "Team manager"}});
    done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  }
  auto late = action("Supervise monthly", {{"due", "2026-10-01"}});
  action("Train managers", {{"due", "2027-03-01"}});
  auto tx = database().read(authority());
  auto const standing = standing_of(tx, {}, clock_.today());
  EXPECT_THAT(standing.overdue, testing::ElementsAre(ActionId::trusted(late)));
  EXPECT_THAT(standing.past_first, testing::ElementsAre(ActionId::trusted(longer), ActionId::trusted(moved)));
  EXPECT_EQ(standing.late, 3u) << "against the first date";
}

TEST_P(PlacedActions, AreListedByColour) {
  auto late = action("Publish the guidance", {{"due", "2026-10-01"}});
  action("Supervise monthly", {{"due", "2027-03-01"}});
  auto listed = done("action list", {{"colour", "red"}}).at("actions");
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].at("id"), late);
  EXPECT_EQ(refusal("action list", {{"colour", "mauve"}}).fields.at(0).field, "colour");
  auto const query = html::Query{}.with("colour", "red");
  EXPECT_EQ(ActionFilter::from_query(query).to_query().at("/plan").text(), "/plan?colour=red");
  EXPECT_EQ(view_query(query), "colour=red");
}

TEST_P(PlacedActions, AreListedByTheirWordsOrNumber) {
  auto const monthly = action("Supervise Monthly", {{"reference", "4.10"}, {"owner_role", "Head of practice"}});
  action("Train managers", {{"owner_role", "Head of learning"}});
  auto const titles = [&](std::string const& words) {
    std::string out;
    auto const listed = done("action list", {{"words", words}});
    for (auto const& each : listed.at("actions")) out += each.at("title").get<std::string>() + ";";
    return out;
  };
  EXPECT_EQ(titles("supervise m"), "Supervise Monthly;");
  EXPECT_EQ(titles("4.1"), "Supervise Monthly;");
  EXPECT_EQ(titles("OF LEARNING"), "Train managers;");
  EXPECT_EQ(titles("2"), "Train managers;");
  EXPECT_EQ(titles("gt-2"), "Train managers;");
  EXPECT_EQ(titles("head of"), "Supervise Monthly;Train managers;");
  EXPECT_EQ(titles("%"), "") << "no pattern";
  // What is kept of the words follows every change.
  done("action change", {{"action", monthly},
                         {"version", 1},
                         {"title", "Audit each quarter"},
                         {"owner_role", "Head of practice"},
                         {"due", "2027-03-31"}});
  EXPECT_EQ(titles("supervise"), "");
  EXPECT_EQ(titles("audit each"), "Audit each quarter;");
  auto const query = html::Query{}.with("words", "audit").with("page", "2");
  EXPECT_EQ(ActionFilter::from_query(query).to_query().at("/plan").text(), "/plan?words=audit");
  EXPECT_EQ(view_query(query), "words=audit") << "a saved view and the bulk change keep them";
  auto const page = get("/plan", {{"words", "audit"}}).body;
  EXPECT_NE(page.find("Words or number"), std::string::npos);
  EXPECT_NE(page.find("Audit each quarter"), std::string::npos);
  EXPECT_EQ(page.find("Train managers"), std::string::npos);
  EXPECT_EQ(get("/plan.csv", {{"words", "audit"}}).body.find("Train managers"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, LargeLists, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, PlacedActions, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "plans/plan_json.h"
#include "plans/plan_store.h"

// A plan in memory: walking its links.
namespace gt::plans {
namespace {

inspections::Finding finding(int position) {
  return {FindingId::fresh(),
          inspections::InspectionId::fresh(),
          position,
          std::nullopt,
          "Finding",
          "Words",
          "Words",
          std::nullopt,
          std::nullopt,
          std::nullopt,
          {},
          false,
          std::nullopt,
          1,
          "Standard inspection"};
}
Theme theme(int position) { return {ThemeId::fresh(), position, "Theme", "", "", {}, std::nullopt, 1}; }
Action action(int number) {
  return {ActionId::fresh(),         number, "Action",     "Owner", std::nullopt, std::nullopt, std::nullopt,
          ActionStatus::not_started, "",     std::nullopt, 1};
}

template <class T>
bool holds(std::vector<T const*> const& items, std::string const& id) {
  return std::any_of(items.begin(), items.end(), [&](auto const* each) { return each->id.text() == id; });
}
template <class T>
bool in_order_and_once(std::vector<T const*> const& items) {
  return std::adjacent_find(items.begin(), items.end(), [](auto const* a, auto const* b) { return a >= b; }) ==
         items.end();  // they point into one vector, which is in plan order
}

Plan generated(unsigned seed) {
  std::mt19937 random{seed};
  auto up_to = [&](unsigned most) { return static_cast<int>(random() % (most + 1)); };
  Plan plan;
  for (int i = up_to(8); i > 0; --i) plan.findings.push_back(finding(i));
  for (int i = up_to(5); i > 0; --i) plan.themes.push_back(theme(i));
  for (int i = up_to(12); i > 0; --i) plan.actions.push_back(action(i));
  auto maybe_link = [&](Links& links, auto const& from, auto const& to) {
    for (auto const& a : from)
      for (auto const& b : to)
        if (random() % 3 == 0) links.add(a.id.text(), b.id.text());
  };
  maybe_link(plan.finding_theme, plan.findings, plan.themes);
  maybe_link(plan.theme_action, plan.themes, plan.actions);
  maybe_link(plan.finding_action, plan.findings, plan.actions);
  // Links to what has been taken out of the plan stay in the tables.
  for (auto const& each : plan.findings) plan.finding_theme.add(each.id.text(), new_opaque_id());
  for (auto const& each : plan.actions) plan.theme_action.add(new_opaque_id(), each.id.text());
  return plan;
}

TEST(Plan, IsTheSameThreadFromBothEnds) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    auto plan = generated(seed);
    for (auto const& f : plan.findings) {
      auto themes = plan.themes_of_finding(f.id.text());
      auto actions = plan.actions_of_finding(f.id.text());
      EXPECT_TRUE(in_order_and_once(themes) && in_order_and_once(actions));
      for (auto const& t : plan.themes)
        EXPECT_EQ(holds(themes, t.id.text()), holds(plan.findings_of_theme(t.id.text()), f.id.text()));
      for (auto const& a : plan.actions)
        EXPECT_EQ(holds(actions, a.id.text()), holds(plan.findings_of_action(a.id.text()), f.id.text()));
    }
    for (auto const& t : plan.themes)
      for (auto const& a : plan.actions)
        EXPECT_EQ(holds(plan.actions_of_theme(t.id.text()), a.id.text()),
                  holds(plan.themes_of_action(a.id.text()), t.id.text()));
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

TEST(Plan, CountsEveryGapOnce) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    auto plan = generated(seed);
    auto coverage = coverage_json(plan, {}, [](inspections::Finding const&) { return true; });
    auto count = [](auto const& items, auto is_gap) {
      return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), is_gap));
    };
    EXPECT_EQ(coverage["findings"], plan.findings.size());
    EXPECT_EQ(coverage["findings_without_theme"].size(),
              count(plan.findings, [&](auto const& each) { return plan.themes_of_finding(each.id.text()).empty(); }));
    EXPECT_EQ(coverage["findings_without_action"].size(),
              count(plan.findings, [&](auto const& each) { return plan.actions_of_finding(each.id.text()).empty(); }));
    EXPECT_EQ(coverage["themes_without_finding"].size(),
              count(plan.themes, [&](auto const& each) { return plan.findings_of_theme(each.id.text()).empty(); }));
    EXPECT_EQ(coverage["actions_without_theme"].size(),
              count(plan.actions, [&](auto const& each) { return plan.themes_of_action(each.id.text()).empty(); }));
  }
}

TEST(Plan, FindsByIdAndNothingElse) {
  Plan plan;
  plan.findings = {finding(1), finding(2)};
  plan.themes = {theme(1), theme(2)};
  plan.actions = {action(1), action(2)};
  EXPECT_EQ(plan.finding(plan.findings.back().id.text()), &plan.findings.back());
  EXPECT_EQ(plan.theme(plan.themes.back().id.text()), &plan.themes.back());
  EXPECT_EQ(plan.action(plan.actions.back().id.text()), &plan.actions.back());
  EXPECT_EQ(plan.theme(plan.actions.back().id.text()), nullptr);
  EXPECT_TRUE(plan.themes_of_finding("").empty());
}

}  // namespace
}  // namespace gt::plans

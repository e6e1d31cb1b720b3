#include <random>
#include <set>

#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Thread : public test::PlansTest {
 protected:
  std::string project(std::string const& title, std::vector<std::string> const& under) {
    return done("project add", {{"title", title}, {"under", under}}).value("id", "");
  }
  json links_of(std::string const& id) { return done("link list", {{"of", id}}).at("links"); }
};

TEST_P(Thread, JoinsBothWays) {
  auto found = findings({"Supervision is irregular."});
  auto practice = theme("Practice", found);
  auto guidance = project("Supervision guidance", {practice});
  auto id = action("Issue guidance", {{"under", {guidance}}});
  EXPECT_THAT(get("/projects/" + guidance).body, AllOf(HasSubstr("/themes/" + practice), HasSubstr("/actions/" + id)));
  EXPECT_THAT(get("/actions/" + id).body, HasSubstr("/projects/" + guidance));
  EXPECT_EQ(links_of(id).at(0).at("relation"), "belongs to");
  EXPECT_EQ(links_of(guidance).size(), 2);
}

TEST_P(Thread, RefusesACircleOfWaiting) {
  auto one = action("One"), two = action("Two"), three = action("Three");
  auto wait = [&](std::string const& a, std::string const& b) {
    return perform("link add", {{"from", a}, {"to", b}, {"relation", "waits for"}});
  };
  EXPECT_TRUE(wait(one, two).has_value());
  EXPECT_TRUE(wait(two, three).has_value());
  for (auto const& [from, to] : {std::pair{three, one}, std::pair{one, one}, std::pair{two, one}}) {
    auto refused = wait(from, to);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().message, HasSubstr("wait for each other for ever"));
  }
  EXPECT_TRUE(links_of(three).size() == 1);
}

TEST_P(Thread, RefusesWhatTheThreadDoesNotJoin) {
  auto found = findings({"Supervision is irregular."});
  auto evidence = prove(action("One"));
  auto refused = refusal("link add", {{"from", found[0]}, {"to", evidence}});
  EXPECT_EQ(refused.fields[0].field, "to");
  EXPECT_EQ(refusal("link add", {{"from", found[0]}, {"to", new_opaque_id()}}).fields[0].field, "to");
}

TEST_P(Thread, ShowsWhatWasTakenOutAsAGap) {
  auto practice = theme("Practice");
  auto guidance = project("Supervision guidance", {practice});
  auto id = action("Issue guidance", {{"under", {guidance}}});
  done("project end", {{"project", guidance}, {"version", 1}, {"why", "Merged"}});
  EXPECT_THAT(get("/actions/" + id).body, AllOf(HasSubstr("Supervision guidance"), HasSubstr("a gap in the thread")));
  EXPECT_TRUE(links_of(id).at(0).at("ended"));
  EXPECT_EQ(refusal("link add", {{"from", guidance}, {"to", action("Two")}}).fields[0].field, "from");
}

TEST_P(Thread, ALeadReachesWhatTheirThemeHolds) {
  auto mine = theme("Mine"), theirs = theme("Theirs");
  auto my_project = project("My project", {mine}), their_project = project("Their project", {theirs});
  auto my_action = action("My action", {{"under", {my_project}}});
  auto their_action = action("Their action", {{"under", {their_project}}}), free_action = action("In no theme");
  be("theme lead", mine);
  for (auto const& taken : {their_action, their_project})
    EXPECT_EQ(refusal("link add", {{"from", mine}, {"to", taken}}).kind, ErrorKind::forbidden) << "not theirs to take";
  done("link add", {{"from", mine}, {"to", free_action}});
  done("link add", {{"from", my_action}, {"to", their_action}, {"relation", "waits for"}});
  prove(my_action);
  done("action progress", {{"action", my_action}, {"version", 1}, {"status", "on track"}});
  done("objective add", {{"title", "Every file is reflective"}, {"inside", my_project}});
  done("risk add", {{"title", "Vacancies"},
                    {"risk_kind", "risk"},
                    {"owner_role", "Lead"},
                    {"likelihood", 4},
                    {"impact", 3},
                    {"under", {mine}}});
  EXPECT_EQ(refusal("project change", {{"project", their_project}, {"version", 1}, {"title", "Taken"}}).kind,
            ErrorKind::forbidden);
  EXPECT_EQ(refusal("project add", {{"title", "Elsewhere"}, {"under", {theirs}}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("project add", {{"title", "Nowhere"}}).kind, ErrorKind::forbidden);
}

// Every link of a generated programme is on the page of each of its ends, and no page shows a link that is not there.
TEST_P(Thread, PagesShowExactlyTheRawLinks) {
  std::mt19937 random{7};  // the same programme each time
  auto found = findings({"One.", "Two.", "Three."});
  std::vector<std::string> themes, projects, actions;
  for (int i = 0; i < 3; ++i) themes.push_back(theme("Theme " + std::to_string(i)));
  for (int i = 0; i < 4; ++i)
    projects.push_back(project("Project " + std::to_string(i), {themes[static_cast<std::size_t>(i) % 3]}));
  for (int i = 0; i < 8; ++i) actions.push_back(action("Action " + std::to_string(i)));
  auto any = [&](std::vector<std::string> const& of) { return of[random() % of.size()]; };
  for (int i = 0; i < 24; ++i) {
    auto const [from, to] =
        std::vector<std::pair<std::string, std::string>>{{any(found), any(themes)},
                                                         {any(found), any(projects)},
                                                         {any(found), any(actions)},
                                                         {any(themes), any(actions)},
                                                         {any(projects), any(actions)}}[random() % 5];
    done("link add", {{"from", from}, {"to", to}});
  }
  done("action end", {{"action", actions[0]}, {"version", 1}});
  done("project end", {{"project", projects[0]}, {"version", 1}});
  std::set<std::pair<std::string, std::string>> raw;
  {
    auto read = database().read(authority());
    for (auto const& rule : link_rules())
      for (auto const& each : links_between(read, rule.from_kind, rule.to_kind)) {
        raw.emplace(each.from_id, each.to_id);
        raw.emplace(each.to_id, each.from_id);
      }
  }
  auto check = [&](std::vector<std::string> const& ids) {
    for (auto const& id : ids) {
      std::set<std::string> listed, expected;
      for (auto const& each : links_of(id)) {
        listed.insert(each.at("id").get<std::string>());
        EXPECT_FALSE(each.at("title").is_null()) << "even what was taken out is named";
      }
      for (auto const& [one, other] : raw)
        if (one == id) expected.insert(other);
      EXPECT_EQ(listed, expected);
      auto read = database().read(authority());
      auto thing = find_thing(read, id);
      ASSERT_TRUE(thing.has_value());
      if (thing->kind == "finding" || thing->kind == "theme" || thing->is_ended) continue;
      auto body = get(thing->address).body;
      for (auto const& other : expected) EXPECT_THAT(body, HasSubstr(other)) << thing->title;
    }
  };
  check(found);
  check(themes);
  check(projects);
  check({actions.begin() + 1, actions.end()});
}

INSTANTIATE_TEST_SUITE_P(Engines, Thread, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans

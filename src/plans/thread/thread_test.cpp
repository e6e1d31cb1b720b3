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
  auto const itself = wait(one, one);
  ASSERT_FALSE(itself.has_value());
  EXPECT_THAT(itself.error().message, HasSubstr("An action cannot wait for itself."));
  for (auto const& [from, to] : {std::pair{three, one}, std::pair{two, one}}) {
    auto refused = wait(from, to);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().message, HasSubstr("wait for each other for ever"));
  }
  EXPECT_TRUE(links_of(three).size() == 1);
}

TEST_P(Thread, JoinsNothingWhereAChoiceAndANumberAreGiven) {
  auto const practice = theme("Practice");
  auto const one = action("One"), two = action("Two");
  auto const refused = post("/links/add", {{"of", one}, {"other", practice}, {"action_number", "2"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("not both"), HasSubstr("href=\"#other\""),
                                  HasSubstr("This action waits for the action with this number")));
  EXPECT_TRUE(links_of(one).empty());
  EXPECT_EQ(post("/links/add", {{"of", one}, {"other", ""}, {"action_number", "2"}}).status, 303);
  EXPECT_EQ(links_of(one).at(0).at("relation"), "waits for");
  EXPECT_THAT(get("/links/new", {{"of", practice}}).body, HasSubstr("Or to the action with this number"));
}

TEST_P(Thread, RefusesWhatTheThreadDoesNotJoin) {
  auto found = findings({"Supervision is irregular."});
  auto evidence = prove(action("One"));
  auto refused = refusal("link add", {{"from", found[0]}, {"to", evidence}});
  EXPECT_EQ(refused.fields[0].field, "to");
  EXPECT_EQ(refusal("link add", {{"from", found[0]}, {"to", new_opaque_id()}}).fields[0].field, "to");
}

TEST_P(Thread, CountsAProjectThatWasTakenOutAsAGapOfItsFinding) {
  auto const found = findings({"Supervision is irregular."});
  auto const guidance = project("Guidance", {theme("Practice")});
  done("link add", {{"from", found[0]}, {"to", guidance}});
  EXPECT_TRUE(coverage().at("findings_with_gaps").empty());
  done("project end", {{"project", guidance}, {"version", 1}});
  auto const gaps = coverage().at("findings_with_gaps");
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0].at("taken_out"), json::array({{{"kind", "project"}, {"id", guidance}, {"title", "Guidance"}}}));
  auto transaction = database().read(authority());
  auto const coverage = coverage_of_findings(transaction, clock_.today());
  ASSERT_EQ(coverage.at(found[0]).taken_out.size(), 1u);
  EXPECT_EQ(coverage.at(found[0]).taken_out[0].address, "/projects/" + guidance);
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

TEST_P(Thread, ReachesAnObjectiveThroughItsProject) {
  auto found = findings({"Supervision is irregular.", "Plans are unclear."});
  auto practice = theme("Practice", {found[0]});
  auto guidance = project("Supervision guidance", {practice});
  auto pilot = project("A pilot", {});
  done("link add", {{"from", found[1]}, {"to", pilot}});
  auto objective = [&](std::string const& title, std::string const& inside) {
    return done("objective add", {{"title", title}, {"inside", inside}}).value("id", "");
  };
  auto const heard = objective("Every child is heard", guidance), tried = objective("It is tried", pilot);
  auto const measure = done("success-measure add", {{"title", "Children heard"},
                                                    {"inside", heard},
                                                    {"unit", "percent"},
                                                    {"better", "higher"},
                                                    {"target_numerator", 80},
                                                    {"target_denominator", 100},
                                                    {"due", "2027-03-31"}})
                           .value("id", "");
  auto at = [](std::string const& folder, std::string const& id) { return HasSubstr("/" + folder + "/" + id + "\""); };
  EXPECT_THAT(get("/objectives/" + heard).body,
              AllOf(at("projects", guidance), at("themes", practice), at("findings", found[0]),
                    HasSubstr("answers, by way of “Practice”"), Not(at("findings", found[1])),
                    Not(HasSubstr("It is joined to nothing"))));
  EXPECT_THAT(get("/success-measures/" + measure).body, AllOf(at("objectives", heard), at("findings", found[0])));
  EXPECT_THAT(get("/findings/" + found[0]).body,
              AllOf(at("objectives", heard), at("success-measures", measure), HasSubstr("80 out of 100, "),
                    HasSubstr("No figure says yet how its success measures stand"), Not(at("objectives", tried))));
  EXPECT_THAT(get("/findings/" + found[1]).body,
              AllOf(at("objectives", tried), HasSubstr("Nothing says yet how anyone will know.")));

  auto const figures = done("evidence add", {{"title", "Survey of children"},
                                             {"source", "link"},
                                             {"address", "https://northmere.example/survey"},
                                             {"rung", "output"},
                                             {"dated", "2026-11-01"},
                                             {"shows", "More of them are heard."}})
                           .value("evidence", "");
  done("link add", {{"from", measure}, {"to", figures}});
  EXPECT_THAT(get("/findings/" + found[0]).body, at("evidence", figures));
}

// A theme that was taken out breaks the thread of an objective where it stood, and nowhere else.
TEST_P(Thread, ShowsTheGapAboveAnObjective) {
  auto found = findings({"Supervision is irregular."});
  auto practice = theme("Practice", found);
  auto guidance = project("Supervision guidance", {practice});
  auto const heard = done("objective add", {{"title", "Every child is heard"}, {"inside", guidance}}).value("id", "");
  done("theme end", {{"theme", practice}, {"version", 1}});
  EXPECT_THAT(get("/objectives/" + heard).body,
              AllOf(HasSubstr("/history/" + practice + "\""), HasSubstr("/findings/" + found[0] + "\"")));
  EXPECT_THAT(get("/findings/" + found[0]).body, HasSubstr("/objectives/" + heard + "\""));
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
  for (auto const& taken_out : {themes[0], projects[0], actions[0]})
    done("link add", {{"from", found[0]}, {"to", taken_out}});
  done("theme end", {{"theme", themes[0]}, {"version", 1}});
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
      if (thing->is_ended) continue;
      auto body = get(thing->address).body;
      // As a link: a form that offers it is not enough.
      for (auto const& other : expected) EXPECT_THAT(body, HasSubstr("/" + other + "\"")) << thing->title;
    }
  };
  check(found);
  check(themes);
  check(projects);
  check({actions.begin() + 1, actions.end()});
}

// Boards spoke of whatever thing they are asked about.
class ThreadWithBoards : public Thread {
 protected:
  void add_pages(pages::Site& site) override {
    Outside outside;
    outside.boards = [](db::Transaction&, operations::Actor const&, std::vector<std::string> const& things, Date) {
      BoardWords out;
      for (auto const& each : things) out.newest.push_back({"Promise", "About " + each, "/promises", "Board", {}, {}});
      return out;
    };
    plans::add_pages(site, outside, writer());
  }
};

TEST_P(ThreadWithBoards, KeepWhatTheySaidOfAThemeThatWasTakenOut) {
  auto found = findings({"Supervision is irregular."});
  auto practice = theme("Practice", found);
  auto guidance = project("Supervision guidance", {practice});
  done("theme end", {{"theme", practice}, {"version", 1}});
  EXPECT_THAT(get("/findings/" + found[0]).body,
              AllOf(HasSubstr("About " + practice), HasSubstr("About " + guidance), Not(HasSubstr("Nobody looked")),
                    HasSubstr("/projects/" + guidance + "\""), HasSubstr("Its theme was taken out")));
}

INSTANTIATE_TEST_SUITE_P(Engines, ThreadWithBoards, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, Thread, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans

#include "plans/plans_test_fixture.h"
#include "plans/rules/brag.h"

namespace gt::plans {
namespace {

using gt::test::Fields;
using gt::test::is_chosen;
using gt::test::location_of;
using testing::AllOf;
using testing::HasSubstr;
using PlanForms = test::PlansTest;

TEST_P(PlanForms, AddAThemeForAFinding) {
  auto found = findings({"The regularity and quality of supervision.", "The clarity of plans."});
  auto fresh = get("/themes/new", {{"finding", found[0]}}).body;
  EXPECT_THAT(fresh, HasSubstr("value=\"Regularity and quality of supervision\""));
  EXPECT_TRUE(is_chosen(fresh, found[0]));
  EXPECT_FALSE(is_chosen(fresh, found[1]));
  auto refused = post("/themes/new", {{"title", " "}, {"aim", "Typed <aim>"}, {"findings", found[1]}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("href=\"#title\""), HasSubstr("Enter the title."), HasSubstr("Typed &lt;aim&gt;")));
  EXPECT_TRUE(is_chosen(refused.body, found[1]));
  EXPECT_FALSE(is_chosen(refused.body, found[0]));
  auto added = post("/themes/new", {{"title", "Practice"}, {"findings", found[0]}, {"findings", found[1]}});
  EXPECT_EQ(added.status, 303);
  EXPECT_EQ(in_plan("themes", location_of(added).substr(8)).at("findings").size(), 2u);
}

TEST_P(PlanForms, AddAnAction) {
  auto found = findings({"The regularity and quality of supervision."});
  auto practice = theme("Practice", found);
  auto fresh = get("/actions/new", {{"finding", found[0]}}).body;
  EXPECT_TRUE(is_chosen(fresh, found[0]));
  EXPECT_TRUE(is_chosen(fresh, practice)) << "the theme that answers the finding is the likely one";
  Fields form{{"title", "Supervise\r\nmonthly"},
              {"owner_role", "Service manager"},
              {"start", ""},
              {"due", "31 June 2027"},
              {"themes", practice},
              {"findings", found[0]}};
  auto refused = post("/actions/new", form);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("href=\"#due\""), HasSubstr("value=\"31 June 2027\"")));
  EXPECT_TRUE(is_chosen(refused.body, practice));
  EXPECT_TRUE(plan().at("actions").empty());
  form = {{"title", "Supervise\r\nmonthly"},
          {"owner_role", "Service manager"},
          {"start", ""},
          {"due", "30/6/2027"},
          {"themes", practice},
          {"findings", found[0]}};
  auto added = post("/actions/new", form);
  ASSERT_EQ(added.status, 303);
  auto shown = in_plan("actions", location_of(added).substr(9));
  EXPECT_EQ(shown.at("title"), "Supervise monthly");
  EXPECT_EQ(shown.at("due"), "2027-06-30");
  EXPECT_EQ(shown.at("themes"), nlohmann::json::array({practice}));
}

TEST_P(PlanForms, ClearTheDayAnActionStarts) {
  auto id = action("Supervise", {{"start", "2026-12-01"}});
  auto at = "/actions/" + id + "/edit";
  EXPECT_THAT(get(at).body, HasSubstr("value=\"1 December 2026\""));
  EXPECT_EQ(post(at, {{"lock_version", "1"},
                      {"title", "Supervise"},
                      {"owner_role", "Lead"},
                      {"start", ""},
                      {"due", "31 March 2027"}})
                .status,
            303);
  EXPECT_TRUE(in_plan("actions", id).at("start").is_null());
}

TEST_P(PlanForms, SayHowAnActionGoes) {
  auto id = action("Supervise");
  prove(id);
  auto at = "/actions/" + id + "/progress";
  Fields const is_done{{"lock_version", "1"}, {"status", "done"}, {"done_on", "20 November 2026"}, {"note", "All."}};
  EXPECT_EQ(location_of(post(at, is_done)), "/actions/" + id);
  EXPECT_THAT(get("/actions/" + id).body, HasSubstr("20 November 2026"));
  // The form shows the day again; sent with another status it is refused, and the words say what to do.
  auto refused =
      post(at, {{"lock_version", "2"}, {"status", "on track"}, {"done_on", "20 November 2026"}, {"note", "Slipped."}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("href=\"#done_on\""), HasSubstr("Clear the day, or set the status to done"),
                                  HasSubstr("Slipped.")));
  EXPECT_EQ(post(at, {{"lock_version", "2"}, {"status", "on track"}, {"done_on", ""}, {"note", "Slipped."}}).status,
            303);
  EXPECT_TRUE(in_plan("actions", id).at("done_on").is_null());
}

TEST_P(PlanForms, ShowBothVersionsOfAConflictAndLoseNeither) {
  auto id = action("Supervise");
  auto at = "/actions/" + id + "/progress";
  Fields const first{{"lock_version", "1"}, {"status", "on track"}, {"done_on", ""}, {"note", "Theirs\r\nin lines"}};
  EXPECT_EQ(post(at, first).status, 303);
  auto conflict = post(at, {{"lock_version", "1"}, {"status", "on track"}, {"done_on", ""}, {"note", "Mine"}});
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, HasSubstr("Whatever was saved stays <a class=\"govuk-link\" href=\"/history/"));
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("Theirs\nin lines"), HasSubstr(">Mine<"),
                                   HasSubstr("while you were editing."), HasSubstr("name=\"note\" value=\"Mine\"")));
  EXPECT_EQ(in_plan("actions", id).at("note"), "Theirs\nin lines");
  Fields answer{{"lock_version", "2"}, {"asked", "yes"}, {"status", "on track"}, {"done_on", ""}, {"note", "Mine"}};
  EXPECT_EQ(post(at, answer).status, 409) << "no choice, nothing saved";
  EXPECT_EQ(in_plan("actions", id).at("version"), 2);
  answer.add("keep", "mine");
  EXPECT_EQ(post(at, answer).status, 303);
  EXPECT_EQ(in_plan("actions", id).at("note"), "Mine");
}

TEST_P(PlanForms, ARefusedJoinGivesTheFormAgainWithWhatWasTyped) {
  auto const one = action("One"), two = action("Two");
  auto join = [&](std::string const& of, std::string const& number) {
    return post("/links/add", {{"of", of}, {"other", ""}, {"action_number", number}, {"back", "/actions/" + of}});
  };
  EXPECT_EQ(join(one, "2").status, 303);
  auto const circle = join(two, "1");
  EXPECT_EQ(circle.status, 422);
  EXPECT_THAT(circle.body, AllOf(HasSubstr("There is a problem"), HasSubstr("href=\"#action_number\""),
                                 HasSubstr("wait for each other for ever"), HasSubstr("value=\"1\""),
                                 HasSubstr("action=\"/links/add\""), HasSubstr("href=\"/actions/" + two + "\"")));
  for (auto const* number : {"", "twelve", "77"}) EXPECT_EQ(join(one, number).status, 422) << number;
  EXPECT_THAT(join(one, "77").body,
              AllOf(HasSubstr("There is no action with that number."), HasSubstr("value=\"77\"")));
}

TEST_P(PlanForms, AWrongNumberOnAFindingGivesItsBoxAgain) {
  auto const found = findings({"The regularity and quality of supervision."});
  auto const id = action("Supervise");
  auto link = [&](std::string const& number) {
    return post("/links", {{"change", "action link"},
                           {"finding", found[0]},
                           {"action_number", number},
                           {"back", "/findings/" + found[0]}});
  };
  for (auto const* number : {"", "twelve", "77"}) {
    auto const refused = link(number);
    EXPECT_EQ(refused.status, 422) << number;
    EXPECT_THAT(refused.body, AllOf(HasSubstr("There is a problem"), HasSubstr("href=\"#action_number\""),
                                    HasSubstr("id=\"action_number\""), HasSubstr("govuk-details\" open"),
                                    HasSubstr("name=\"finding\" value=\"" + found[0] + "\"")))
        << number;
  }
  EXPECT_THAT(link("77").body, AllOf(HasSubstr("There is no action with that number."), HasSubstr("value=\"77\"")));
  EXPECT_EQ(link("1").status, 303);
  EXPECT_EQ(in_plan("actions", id).at("findings").size(), 1u);
  EXPECT_EQ(
      post("/links", {{"change", "action link"}, {"finding", "k7m2q9x4t8v3b6dp"}, {"action_number", "77"}}).status,
      404);
}

TEST_P(PlanForms, PutTwoTextsTogetherWithoutLosingEither) {
  auto const id = action("Supervise");
  auto const at = "/actions/" + id + "/progress";
  post(at, {{"lock_version", "1"}, {"status", "on track"}, {"note", "Theirs"}});
  auto const both = post(at, {{"lock_version", "2"},
                              {"asked", "yes"},
                              {"keep", "edit"},
                              {"status", "on track"},
                              {"note", "Mine"},
                              {"theirs:note", "Saved by the head of practice: Theirs"}});
  EXPECT_THAT(both.body, AllOf(HasSubstr("Saved by the head of practice: Theirs</div>"), HasSubstr("Mine</textarea>"),
                               HasSubstr("name=\"lock_version\" value=\"2\"")));
  EXPECT_EQ(in_plan("actions", id).at("note"), "Theirs") << "nothing is saved yet";
}

TEST_P(PlanForms, NameOwnersByTheirAccountsInAConflict) {
  found_council();
  become("programme manager", "Rosa Khan");
  auto const rosa = actor_.account.text();
  auto const id = action("Supervise");
  auto const at = "/actions/" + id + "/edit";
  post(at, {{"lock_version", "1"}, {"title", "Supervise"}, {"owner_role", "Lead"}, {"owner_account", rosa}});
  become("programme manager", "Other manager");
  auto const page =
      post(at, {{"lock_version", "1"}, {"title", "Supervise"}, {"owner_role", "Lead"}, {"owner_account", ""}});
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("Saved by Rosa Khan on "), HasSubstr("while you were editing."),
                    HasSubstr("The owner’s account"), HasSubstr("Nobody with an account"), Not(HasSubstr(">" + rosa))));
}

TEST_P(PlanForms, SayWhatEachRuleOfTheColoursDoes) {
  done("programme set", {{"title", "Programme"}});
  auto const page = get("/plan/programme").body;
  auto const& variants = rules::brag_rules().variants();
  for (std::size_t i = 0; i < variants.size(); ++i) {
    EXPECT_THAT(page, HasSubstr("value=\"" + variants[i] + "\""));
    auto const id = i == 0 ? std::string("brag_variant") : "brag_variant-" + std::to_string(i + 1);
    EXPECT_THAT(page, testing::ContainsRegex("id=\"" + id + "-item-hint\"[^>]*>[A-Z]")) << variants[i];
  }
}

TEST_P(PlanForms, SayWhoDecidesOnANewDateAsTheProgrammeHasIt) {
  done("programme set", {{"title", "Programme"}});
  auto const at = "/actions/" + action("Supervise") + "/date";
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("Whoever manages the programme reads this"), Not(HasSubstr("The board"))));
  done("programme set", {{"title", "Programme"}, {"version", 1}, {"dates_agreed_by", "board"}});
  EXPECT_THAT(get(at).body, HasSubstr("The board will read this, and decides."));
}

TEST_P(PlanForms, KeepTheVersionOfARefusedForm) {
  auto practice = theme("Practice");
  auto id = action("Supervise");
  done("programme set", {{"title", "Programme"}});
  done("programme set", {{"title", "Programme"}, {"version", 1}});
  done("theme change", {{"theme", practice}, {"version", 1}, {"title", "Practice"}});
  done("action change", {{"action", id}, {"version", 1}, {"title", "Supervise"}, {"owner_role", "Lead"}});
  for (auto const& path : {std::string("/plan/programme"), "/themes/" + practice + "/edit", "/actions/" + id + "/edit",
                           "/actions/" + id + "/progress"}) {
    auto refused = post(path, {{"lock_version", "1"}, {"title", ""}});
    EXPECT_EQ(refused.status, 422) << path;
    EXPECT_THAT(refused.body, HasSubstr("name=\"lock_version\" value=\"1\"")) << path;
    EXPECT_THAT(get(path).body, HasSubstr("name=\"lock_version\" value=\"2\"")) << path;
  }
}

TEST_P(PlanForms, LinkAndComeBack) {
  auto found = findings({"The regularity and quality of supervision."});
  auto practice = theme("Practice");
  auto link = [&](std::string back) {
    return post("/links",
                {{"change", "theme link"}, {"theme", practice}, {"finding", found[0]}, {"back", std::move(back)}});
  };
  EXPECT_EQ(location_of(link("/findings/" + found[0])), "/findings/" + found[0]);
  EXPECT_EQ(in_plan("themes", practice).at("findings").size(), 1u);
  for (auto const& elsewhere : {"https://example.org/", "//example.org/", "/\\example.org", "/findings/../sign-out",
                                "/findings/x\r\nSet-Cookie: a=b", "findings", ""})
    EXPECT_EQ(location_of(link(elsewhere)), "/plan") << elsewhere;
  EXPECT_EQ(post("/links", {{"change", "theme end"}, {"theme", practice}}).status, 422);
  EXPECT_EQ(post("/links", {{"change", "theme link"}, {"theme", practice}}).status, 422);
}

TEST_P(PlanForms, TakeOutOfThePlan) {
  auto practice = theme("Practice");
  auto id = action("Supervise", {{"themes", {practice}}});
  EXPECT_THAT(get("/themes/" + practice + "/end").body, HasSubstr("Its 1 action"));
  EXPECT_EQ(post("/themes/" + practice + "/end", {{"lock_version", "9"}}).status, 409);
  EXPECT_EQ(location_of(post("/themes/" + practice + "/end", {{"lock_version", "1"}})), "/plan");
  EXPECT_EQ(get("/themes/" + practice).status, 404);
  EXPECT_THAT(get("/plan").body, HasSubstr("In no theme"));
  EXPECT_EQ(location_of(post("/actions/" + id + "/end", {{"lock_version", "1"}})), "/plan");
  EXPECT_EQ(get("/actions/" + id).status, 404);
}

TEST_P(PlanForms, ChangeNothingWithoutTheToken) {
  auto practice = theme("Practice");
  auto id = action("Supervise", {{"themes", {practice}}});
  auto before = plan();
  Fields const fields{{"lock_version", "1"},       {"title", "Changed"}, {"owner_role", "x"},
                      {"due", "2027-01-01"},       {"status", "done"},   {"done_on", "2026-11-01"},
                      {"change", "action unlink"}, {"action", id},       {"theme", practice}};
  for (auto const& path : {std::string("/plan/programme"), std::string("/themes/new"), "/themes/" + practice + "/edit",
                           "/themes/" + practice + "/end", std::string("/actions/new"), "/actions/" + id + "/edit",
                           "/actions/" + id + "/progress", "/actions/" + id + "/end", std::string("/links")})
    EXPECT_EQ(post_without_token(path, fields).status, 403) << path;
  EXPECT_EQ(plan(), before);
}

INSTANTIATE_TEST_SUITE_P(Engines, PlanForms, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans

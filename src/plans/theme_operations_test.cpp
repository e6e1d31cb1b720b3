#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using ThemeOperations = test::PlansTest;

TEST_P(ThemeOperations, AddLinkAndEnd) {
  auto found = findings({"Supervision is irregular.", "Plans are unclear."});
  auto id = theme("Practice", {found[0]});
  auto shown = in_plan("themes", id);
  EXPECT_EQ(shown.at("findings"), json::array({found[0]}));
  EXPECT_EQ(shown.at("position"), 1);
  EXPECT_EQ(coverage().at("findings_without_theme").size(), 1u);

  json const link{{"theme", id}, {"finding", found[1]}};
  EXPECT_TRUE(done("theme link", link).at("changed").get<bool>());
  EXPECT_FALSE(done("theme link", link).at("changed").get<bool>()) << "linking twice is linking once";
  EXPECT_TRUE(coverage().at("findings_without_theme").empty());
  EXPECT_TRUE(done("theme unlink", link).at("changed").get<bool>());
  EXPECT_FALSE(done("theme unlink", link).at("changed").get<bool>());

  EXPECT_EQ(refusal("theme end", {{"theme", id}, {"version", 7}}).kind, ErrorKind::conflict);
  done("theme end", {{"theme", id}, {"version", 1}});
  EXPECT_TRUE(done("theme list", json::object()).at("themes").empty());
  EXPECT_EQ(coverage().at("findings_without_theme").size(), 2u) << "an ended theme answers nothing";
  auto const gaps = coverage().at("findings_with_gaps");
  ASSERT_EQ(gaps.size(), 1u) << "and is shown as a gap where it did";
  EXPECT_EQ(gaps[0].at("id"), found[0]);
  EXPECT_EQ(gaps[0].at("taken_out"), json::array({{{"kind", "theme"}, {"id", id}, {"title", "Practice"}}}));
  for (auto const& [name, input] : std::vector<std::pair<std::string, json>>{
           {"theme link", link},
           {"theme unlink", link},
           {"theme end", {{"theme", id}, {"version", 2}}},
           {"theme change", {{"theme", id}, {"version", 2}, {"title", "Again"}}}}) {
    auto error = refusal(name, input);
    EXPECT_EQ(error.kind, ErrorKind::not_found) << name;
    EXPECT_THAT(error.message, HasSubstr("look in the plan")) << name;
  }
  EXPECT_EQ(in_plan("themes", theme("Next")).at("position"), 2) << "an ended theme’s place is not used again";
}

TEST_P(ThemeOperations, KeepTheNameThatIsGivenUp) {
  auto id = theme("Management oversight");
  auto change = [&](int version, std::string title, json aliases) {
    done("theme change", {{"theme", id}, {"version", version}, {"title", title}, {"aliases", aliases}});
    return in_plan("themes", id).at("aliases");
  };
  EXPECT_EQ(change(1, "Supervision", ""), json::array({"Management oversight"}));
  EXPECT_EQ(change(2, "Supervision", "Management oversight\r\nGrip\r\nGrip"),
            json::array({"Management oversight", "Grip"}));
  EXPECT_EQ(change(3, "Management oversight", {"Management oversight", "Grip"}), json::array({"Grip", "Supervision"}))
      << "its own name is no other name";
}

TEST_P(ThemeOperations, ChangeWithTheVersionThatWasSeen) {
  auto id = theme("Practice");
  json change{
      {"theme", id}, {"version", 1}, {"title", "Practice"}, {"aim", "Plans move\r\nevery month."}, {"position", 3}};
  EXPECT_EQ(done("theme change", change).at("version"), 2);
  auto shown = in_plan("themes", id);
  EXPECT_EQ(shown.at("aim"), "Plans move every month.");
  EXPECT_EQ(shown.at("position"), 3);
  EXPECT_EQ(shown.at("lead_role"), "") << "what is left out is cleared";
  auto error = refusal("theme change", change);
  EXPECT_EQ(error.kind, ErrorKind::conflict);
  EXPECT_THAT(error.message, HasSubstr("Someone else changed this theme"));
  change["version"] = 2;
  for (auto position : {0, -1}) {
    change["position"] = position;
    EXPECT_EQ(refusal("theme change", change).fields[0].field, "position");
  }
  change["position"] = "";
  done("theme change", change);
  EXPECT_EQ(in_plan("themes", id).at("position"), 3) << "left out, the place stays";
}

TEST_P(ThemeOperations, StoreNothingWhenAFindingIsUnknown) {
  auto error = refusal("theme add", {{"title", "Practice"}, {"findings", {new_opaque_id()}}});
  EXPECT_EQ(error.fields[0].field, "findings");
  EXPECT_TRUE(plan().at("themes").empty());
}

TEST_P(ThemeOperations, NameTheProgramme) {
  json input{{"title", "Improvement programme"}, {"vision", "Every child\r\nis known."}, {"start", "5 January 2026"}};
  EXPECT_EQ(done("programme set", input).at("version"), 1);
  EXPECT_EQ(plan().at("programme").at("vision"), "Every child is known.");
  EXPECT_EQ(refusal("programme set", input).kind, ErrorKind::conflict) << "someone named it meanwhile";
  input["version"] = 1;
  input["start"] = "";
  EXPECT_EQ(done("programme set", input).at("version"), 2);
  EXPECT_TRUE(plan().at("programme").at("start").is_null());
}

TEST_P(ThemeOperations, StayWithTheirAuthority) {
  auto found = findings({"Supervision is irregular."});
  auto id = theme("Practice", {found[0]});
  auto one = action("Supervise", {{"themes", {id}}});
  done("programme set", {{"title", "Improvement programme"}});
  auto who = stranger();
  auto shown = perform_as(who, "plan show", json::object()).value();
  EXPECT_TRUE(shown.at("programme").is_null());
  for (auto name : {"themes", "actions", "findings"}) EXPECT_TRUE(shown.at(name).empty()) << name;
  EXPECT_EQ(perform_as(who, "coverage show", json::object()).value().at("findings"), 0);
  for (auto const& [name, input] : std::vector<std::pair<std::string, json>>{
           {"theme change", {{"theme", id}, {"version", 1}, {"title", "Ours"}}},
           {"theme end", {{"theme", id}, {"version", 1}}},
           {"theme link", {{"theme", id}, {"finding", found[0]}}},
           {"action end", {{"action", one}, {"version", 1}}},
           {"action link", {{"action", one}, {"theme", id}}},
           {"action unlink", {{"action", one}, {"finding", found[0]}}},
           {"action progress", {{"action", one}, {"version", 1}, {"status", "on track"}}}}) {
    auto result = perform_as(who, name, input);
    ASSERT_FALSE(result.has_value()) << name;
    EXPECT_EQ(result.error().kind, ErrorKind::not_found) << name;
  }
  EXPECT_FALSE(perform_as(who, "theme add", {{"title", "Ours"}, {"findings", found}}).has_value());
  EXPECT_FALSE(
      perform_as(who, "action add", {{"title", "Ours"}, {"owner_role", "Us"}, {"due", "2027-01-01"}, {"themes", {id}}})
          .has_value());
  auto number = perform_as(who, "action add", {{"title", "Ours"}, {"owner_role", "Us"}, {"due", "2027-01-01"}});
  EXPECT_EQ(number.value().at("number"), 1) << "each council counts its own";
}

INSTANTIATE_TEST_SUITE_P(Engines, ThemeOperations, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans

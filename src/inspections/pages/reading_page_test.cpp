#include "inspections/inspections_test_fixture.h"

namespace gt::inspections {
namespace {

using gt::test::expect_golden;
using gt::test::Fields;
using gt::test::location_of;
using test::northmere_report;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ReadingPage : public test::InspectionsTest {
 protected:
  // The form as the page shows it, every field as it was read; a named field may be given another value.
  Fields form(nlohmann::json const& preview, std::map<std::string, std::string> const& changed = {}) {
    Fields fields;
    auto add = [&](std::string const& name, std::string const& value) {
      auto found = changed.find(name);
      fields.add(name, found == changed.end() ? value : found->second);
    };
    auto nth = [](std::string const& name, std::size_t i) {
      return i == 0 ? name : name + "-" + std::to_string(i + 1);
    };
    for (auto name : {"authority", "kind", "framework", "inspection_start", "inspection_end", "published", "received"})
      add(name, preview.at(name).is_null() ? "" : preview.at(name).get<std::string>());
    add("lead_inspectors", preview.at("lead_inspectors").empty() ? "" : preview.at("lead_inspectors")[0]);
    add("deputy_lead_inspectors", "");
    auto const& judgements = preview.at("judgements");
    for (std::size_t i = 0; i <= judgements.size(); ++i) {
      add(nth("judgement_category", i), i < judgements.size() ? judgements[i].value("category", "") : "");
      add(nth("judgement_grade", i), i < judgements.size() ? judgements[i].value("grade", "") : "");
      add(nth("judgement_body", i), "authority");
    }
    auto const& areas = preview.at("areas");
    auto shown_as = [](nlohmann::json const& value) {
      return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
    };
    for (std::size_t i = 0; i < areas.size() + 2; ++i)
      for (std::string name : {"text", "number", "page", "paragraph", "priority", "group", "timescale", "body"})
        add(nth("area_" + name, i), i < areas.size() ? shown_as(areas[i].value(name, nlohmann::json())) : "");
    return fields;
  }
  nlohmann::json read() { return done("inspection import", {{"file", upload(northmere_report())}}); }
};

TEST_P(ReadingPage, StandsBesideThePagesText) {
  auto id = waiting_reading();
  auto response = get("/readings/" + id);
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body,
              AllOf(HasSubstr("Check what was read"), HasSubstr("value=\"9 June 2025\""), HasSubstr("Finding 14"),
                    HasSubstr("Finding 16, if one was missed"), HasSubstr("<pre class=\"gt-page-text\">"),
                    HasSubstr("Families in Northmere can find early help easily")));
  expect_golden("src/inspections", "reading", response);
  be("reader");
  EXPECT_EQ(get("/readings/" + id).status, 403);
  EXPECT_EQ(get("/readings/" + id + "/document").status, 403);
}

TEST_P(ReadingPage, ConfirmsWhatItShows) {
  auto reading = read();
  auto stored = post("/readings/" + reading.value("reading", ""), form(reading.at("preview")));
  ASSERT_EQ(stored.status, 303);
  auto id = location_of(stored).substr(std::string("/inspections/").size());
  auto inspection = shown(id);
  EXPECT_EQ(inspection.at("judgements").size(), 5u);
  ASSERT_EQ(inspection.at("findings").size(), 14u);
  for (auto const& finding : inspection.at("findings")) EXPECT_EQ(finding.at("text"), finding.at("original_text"));
  EXPECT_EQ(get("/readings/" + reading.value("reading", "")).status, 404);
}

TEST_P(ReadingPage, StoresWhatWasMendedAddedAndCleared) {
  auto reading = read();
  auto const& preview = reading.at("preview");
  auto stored = post("/readings/" + reading.value("reading", ""),
                     form(preview, {{"area_text", " \r\n"},
                                    {"area_text-2", "The use of chronologies,\r\nkept up to date."},
                                    {"area_number-2", "7"},
                                    {"area_priority-2", "Areas for priority action"},
                                    {"area_timescale-2", "Within three months"},
                                    {"area_body-2", "board"},
                                    {"area_paragraph-2", "paragraph 9"},
                                    {"area_page-3", ""},
                                    {"area_paragraph-3", ""},
                                    {"area_text-16", "One that was missed."},
                                    {"judgement_category-2", ""},
                                    {"judgement_grade-2", ""},
                                    {"received", "21 July 2025"},
                                    {"inspection_end", ""}}));
  ASSERT_EQ(stored.status, 303);
  auto inspection = shown(location_of(stored).substr(std::string("/inspections/").size()));
  EXPECT_EQ(inspection.at("judgements").size(), 4u);
  EXPECT_EQ(inspection.at("received"), "2025-07-21");
  EXPECT_TRUE(inspection.at("inspection_end").is_null());
  auto const& findings = inspection.at("findings");
  ASSERT_EQ(findings.size(), 14u);
  EXPECT_EQ(findings[0].at("text"), "The use of chronologies, kept up to date.");
  EXPECT_EQ(findings[0].at("original_text"), preview.at("areas")[1].at("text"));
  EXPECT_EQ(findings[0].at("number"), 7);
  EXPECT_EQ(findings[0].at("priority"), "Areas for priority action");
  EXPECT_EQ(findings[0].at("timescale"), "Within three months");
  EXPECT_EQ(findings[0].at("body"), "board");
  EXPECT_EQ(findings[0].at("page"), 2);
  EXPECT_EQ(findings[0].at("paragraph"), "9");
  EXPECT_EQ(findings[0].at("place"), "page 2, paragraph 9");
  EXPECT_TRUE(findings[1].at("page").is_null());
  EXPECT_TRUE(findings[1].at("paragraph").is_null());
  EXPECT_EQ(findings[2].at("place"), "page 2, 5th paragraph") << "as it was read";
  EXPECT_EQ(findings[13].at("text"), "One that was missed.");
}

TEST_P(ReadingPage, RefusesANumberThatIsNone) {
  auto reading = read();
  auto refused =
      post("/readings/" + reading.value("reading", ""), form(reading.at("preview"), {{"area_page-2", "two"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("must be a whole number"), HasSubstr("value=\"two\"")));
}

TEST_P(ReadingPage, RefusesAParagraphThatIsNoneAtItsOwnRow) {
  auto reading = read();
  auto const at = "/readings/" + reading.value("reading", "");
  auto refused = post(at, form(reading.at("preview"), {{"area_text", ""}, {"area_paragraph-2", "third"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("href=\"#area_paragraph-2\""), HasSubstr("value=\"third\""),
                                  HasSubstr("Enter the paragraph’s printed number")));
  refused = post(at, form(reading.at("preview"), {{"area_page-2", ""}, {"area_paragraph-2", "3rd"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Enter the page on which the paragraph was counted."));
}

TEST_P(ReadingPage, LinksAnErrorToItsOwnRow) {
  auto reading = read();
  auto id = reading.value("reading", "");
  auto refused = post("/readings/" + id, form(reading.at("preview"), {{"area_text", ""},
                                                                      {"area_text-2", ""},
                                                                      {"area_text-5", std::string(6001, 'x')},
                                                                      {"judgement_category", ""},
                                                                      {"judgement_grade", ""},
                                                                      {"judgement_grade-3", ""},
                                                                      {"inspection_start", ""},
                                                                      {"authority", "Typed by hand"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("href=\"#area_text-5\""), Not(HasSubstr("href=\"#area_text-3\"")),
                    HasSubstr("href=\"#judgement_grade-3\""), Not(HasSubstr("href=\"#judgement_grade-2\"")),
                    HasSubstr("href=\"#inspection_start\""), HasSubstr("value=\"Typed by hand\"")));
  EXPECT_TRUE(listed().at("inspections").empty());
  EXPECT_EQ(listed().at("waiting").size(), 1u);
}

TEST_P(ReadingPage, SaysThatTheInspectionIsHereAlready) {
  inspection();
  auto reading = done("inspection import", {{"file", upload(northmere_report() + "\n")}});
  auto at = "/readings/" + reading.value("reading", "");
  EXPECT_THAT(get(at).body, HasSubstr("seems to be here already"));
  auto refused = post(at, form(reading.at("preview")));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("This inspection is here already"));
}

TEST_P(ReadingPage, Discards) {
  auto id = waiting_reading();
  EXPECT_EQ(location_of(post("/readings/" + id + "/discard", {})), "/inspections");
  EXPECT_EQ(get("/readings/" + id).status, 404);
  EXPECT_EQ(post("/readings/" + id + "/discard", {}).status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, ReadingPage, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections

#include "inspections/inspections_test_fixture.h"

namespace gt::inspections {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class Recording : public test::InspectionsTest {
 protected:
  static json by_hand(json more = json::object()) {
    json input{{"kind", "ilacs-standard"},
               {"framework", "ilacs-2018"},
               {"inspected_authority", "Northmere"},
               {"when_printed", "June 2018"},
               {"source", "a Cabinet report"},
               {"judgements", {"help_and_protection: Requires improvement to be good", "Overall effectiveness: good"}},
               {"findings", {"The consistency of practice."}}};
    input.update(more);
    return input;
  }
};

TEST_P(Recording, KeepTheMonthAsPrintedAndMakeNoDayOfIt) {
  auto made = done("inspection record", by_hand());
  auto whole = shown(made.at("inspection"));
  EXPECT_EQ(whole.at("title"), "Standard inspection, June 2018");
  EXPECT_EQ(whole.at("when_printed"), "June 2018");
  EXPECT_TRUE(whole.at("inspection_start").is_null());
  EXPECT_TRUE(whole.at("document").is_null());
  EXPECT_EQ(whole.at("entered_from"), "a Cabinet report");
  EXPECT_EQ(whole.at("judgements")[0],
            (json{{"category", "The experiences and progress of children who need help and protection"},
                  {"grade", "requires improvement"},
                  {"body", "authority"}}));
  EXPECT_EQ(whole.at("findings")[0].at("text"), "The consistency of practice.");
  auto page = get("/inspections/" + made.at("inspection").get<std::string>()).body;
  EXPECT_THAT(page, HasSubstr("June 2018"));
  EXPECT_THAT(page, HasSubstr("Entered from a Cabinet report by Programme manager"));
  EXPECT_EQ(page.find("Open the report"), std::string::npos);
  EXPECT_THAT(get("/inspections").body, HasSubstr("June 2018"));
  EXPECT_EQ(get("/inspections/" + made.at("inspection").get<std::string>() + "/document").status, 404);
  EXPECT_EQ(get("/inspections/" + made.at("inspection").get<std::string>() + "/text").status, 404);
}

TEST_P(Recording, AreNotOfDaysToCome) {
  auto const today = clock_.today();
  auto const tomorrow = today.plus_days(1);
  auto const of = [&](Date day) {
    return by_hand({{"when_printed", ""}, {"inspection_start", "2018-06-11"}, {"received", day.iso()}});
  };
  auto const refused = refusal("inspection record", of(tomorrow));
  EXPECT_EQ(refused.kind, ErrorKind::invalid);
  EXPECT_EQ(refused.fields.at(0).field, "received");
  EXPECT_THAT(refused.fields.at(0).message, HasSubstr(tomorrow.printed() + ": that day is still to come"));
  auto const ahead = refusal("inspection record", by_hand({{"when_printed", ""},
                                                           {"inspection_start", tomorrow.iso()},
                                                           {"inspection_end", tomorrow.iso()},
                                                           {"published", tomorrow.iso()}}));
  EXPECT_EQ(ahead.fields.size(), 3u);
  auto const id = done("inspection record", of(today)).at("inspection");
  EXPECT_EQ(refusal("inspection change", {{"inspection", id},
                                          {"version", shown(id).at("version")},
                                          {"inspection_start", "2018-06-11"},
                                          {"published", tomorrow.iso()}})
                .fields.at(0)
                .field,
            "published");
}

TEST_P(Recording, FromReportsSayWhatSeveralMayHaveTogether) {
  EXPECT_THAT(get("/inspections/new").body, HasSubstr("together they may have up to 64 MB"));
}

TEST_P(Recording, KeepWhereThePaperSaysTheReportHasIt) {
  auto const made =
      done("inspection record",
           by_hand({{"findings", {"The quality of plans (page 5, paragraph 12)", "Visits (and calls)"}}}));
  auto const findings = shown(made.at("inspection")).at("findings");
  EXPECT_EQ(findings[0].at("text"), "The quality of plans");
  EXPECT_EQ(findings[0].at("page"), 5);
  EXPECT_EQ(findings[0].at("paragraph"), "12");
  EXPECT_EQ(findings[1].at("text"), "Visits (and calls)");
  EXPECT_TRUE(findings[1].at("place").is_null());
}

TEST_P(Recording, TellTheCouncilsOwnReportsFromOthers) {
  constexpr std::string_view add_council =
      "insert into authority (id, name, display_name, created, lock_version) values (:id, 'Northmere', 'Northmere "
      "Council', "
      "'2026-11-22T09:00:00Z', 1)";
  {
    auto change = database().change(std::nullopt);
    change.execute(db::Query{"add_council", add_council, add_council}, {{"id", authority()}});
    change.commit();
  }
  done("inspection record", by_hand({{"inspected_authority", "Southmere"}, {"when_printed", "May 2020"}}));
  auto const own = done("inspection record", by_hand());
  auto transaction = database().read(authority());
  EXPECT_EQ(list_inspections(transaction).size(), 2u);
  auto const listed = list_own_inspections(transaction);
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed.front().id.text(), own.at("inspection"));
}

TEST_P(Recording, StandAmongTheOthersByTheMonth) {
  inspection();  // June 2025
  done("inspection record", by_hand());
  done("inspection record", by_hand({{"when_printed", "spring 2016"}}));
  auto rows = listed().at("inspections");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].at("when_printed"), "June 2018");
  EXPECT_EQ(rows[2].at("title"), "Standard inspection, spring 2016");
}

TEST_P(Recording, RefuseWhatTheReferenceDataDoesNotHave) {
  EXPECT_THAT(refusal("inspection record", by_hand({{"judgements", {"Adoption performance: good"}}})).message,
              HasSubstr("is no area of “ILACS, January 2018 framework”. Its areas are: The impact of leaders"));
  EXPECT_THAT(refusal("inspection record", by_hand({{"judgements", {"Overall effectiveness: fair"}}})).message,
              HasSubstr("“fair” is no grade for “Overall effectiveness”"));
  EXPECT_THAT(refusal("inspection record", by_hand({{"judgements", {"overall: good", "overall: good"}}})).message,
              HasSubstr("stands here twice"));
  EXPECT_THAT(refusal("inspection record", by_hand({{"kind", "focused-visit"}})).message,
              HasSubstr("makes no graded judgement"));
  EXPECT_THAT(refusal("inspection record", by_hand({{"when_printed", "last summer"}})).message,
              HasSubstr("Name at least the year"));
  EXPECT_THAT(refusal("inspection record", by_hand({{"when_printed", ""}})).message, HasSubstr("Say when it was"));
}

TEST_P(Recording, WarnOfAKindOrFrameworkThatWasNotInUse) {
  EXPECT_TRUE(done("inspection record", by_hand()).at("warnings").empty());
  auto const early = done("inspection record", by_hand({{"when_printed", "spring 2016"}})).at("warnings");
  ASSERT_EQ(early.size(), 2u);
  EXPECT_EQ(
      early[0],
      "“Standard inspection” was in use from 1 January 2018, and this inspection was in spring 2016. Check both.");
  EXPECT_EQ(early[1],
            "“ILACS, January 2018 framework” was in use from 1 January 2018 to 31 August 2021, and this inspection was "
            "in spring 2016. Check both.");
  auto const late = done("inspection record", by_hand({{"when_printed", ""}, {"inspection_start", "2022-03-01"}}));
  ASSERT_EQ(late.at("warnings").size(), 1u);
  EXPECT_THAT(late.at("warnings")[0].get<std::string>(), HasSubstr("and this inspection was on 1 March 2022"));
  EXPECT_TRUE(done("inspection record", by_hand({{"when_printed", ""}, {"inspection_start", "2017-11-20"}}))
                  .at("warnings")
                  .empty())
      << "its report may have come out when the framework was in use";
  EXPECT_FALSE(done("inspection record",
                    by_hand({{"when_printed", ""}, {"inspection_start", "2017-11-21"}, {"published", "2017-12-20"}}))
                   .at("warnings")
                   .empty());
}

TEST_P(Recording, SayThatAGradedInspectionHoldsNoGrade) {
  auto const made = done("inspection record", by_hand({{"judgements", json::array()}}));
  auto const page = get("/inspections/" + made.at("inspection").get<std::string>()).body;
  EXPECT_THAT(page, HasSubstr("Inspections of this kind are graded, but no grade is recorded for this one."));
  EXPECT_EQ(page.find("makes no graded judgement"), std::string::npos);
  auto const visit =
      done("inspection record",
           by_hand({{"kind", "focused-visit"}, {"framework", "focused-visit"}, {"judgements", json::array()}}));
  EXPECT_THAT(get("/inspections/" + visit.at("inspection").get<std::string>()).body,
              HasSubstr("This kind of visit makes no graded judgement"));
}

TEST_P(Recording, RecogniseTheSameInspection) {
  done("inspection record", by_hand());
  auto error = refusal("inspection record", by_hand({{"findings", json::array()}}));
  EXPECT_EQ(error.kind, ErrorKind::conflict);
  EXPECT_EQ(listed().at("inspections").size(), 1u);
}

TEST_P(Recording, ByFormInTwoSteps) {
  EXPECT_THAT(get("/inspections/new").body, HasSubstr("href=\"/inspections/record\""));
  EXPECT_THAT(get("/inspections/record").body, HasSubstr("What the inspectorate came for"));
  auto missing = post("/inspections/record", {{"kind", "sif"}, {"framework", ""}});
  EXPECT_EQ(missing.status, 422);
  EXPECT_THAT(missing.body, HasSubstr("Choose the framework it was made under."));
  auto onwards = post("/inspections/record", {{"kind", "ilacs-standard"}, {"framework", "ilacs-2018"}});
  ASSERT_EQ(onwards.status, 303);
  EXPECT_EQ(onwards.headers.first("Location"), "/inspections/record?kind=ilacs-standard&framework=ilacs-2018");
  web::Fields const chosen{{"kind", "ilacs-standard"}, {"framework", "ilacs-2018"}};
  EXPECT_THAT(get("/inspections/record", chosen).body, HasSubstr("name=\"grade_help_and_protection\""));
  EXPECT_EQ(get("/inspections/record", {{"kind", "focused-visit"}, {"framework", "ilacs-2018"}}).body.find("grade_"),
            std::string::npos);

  web::Request request;
  request.method = web::Method::post;
  request.path = request.target = "/inspections/record";
  request.query_fields = chosen;
  request.form_fields = {{"csrf_token", "token-of-this-session"},
                         {"source", "a Cabinet report"},
                         {"when_printed", "last summer"},
                         {"grade_overall", "good"},
                         {"findings", "The consistency of practice.\r\nManagement oversight."}};
  auto refused = answer(request);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Name at least the year"));
  EXPECT_THAT(refused.body, HasSubstr("Management oversight."));
  request.form_fields = {{"csrf_token", "token-of-this-session"},
                         {"source", "a Cabinet report"},
                         {"when_printed", "June 2018"},
                         {"inspected_authority", "Northmere"},
                         {"grade_overall", "good"},
                         {"findings", "The consistency of practice.\r\nManagement oversight."}};
  auto made = answer(request);
  ASSERT_EQ(made.status, 303) << made.body;
  auto whole = shown(made.headers.first("Location")->substr(std::string("/inspections/").size(), 26));
  EXPECT_EQ(whole.at("findings").size(), 2u);
  EXPECT_EQ(whole.at("judgements")[0].at("grade"), "good");
}

INSTANTIATE_TEST_SUITE_P(Engines, Recording, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections

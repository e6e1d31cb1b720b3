#include "inspections/inspection_operations.h"

#include "inspections/inspections_test_fixture.h"

namespace gt::inspections {
namespace {

using nlohmann::json;
using test::file;
using test::northmere_report;
using testing::HasSubstr;
using InspectionOperations = test::InspectionsTest;

TEST_P(InspectionOperations, ConfirmWhatWasRead) {
  auto read = done("inspection import", {{"file", upload(northmere_report(), "Northmere 2025.pdf")}});
  EXPECT_FALSE(read.at("waiting_already").get<bool>());
  EXPECT_EQ(read.at("preview").at("authority"), "Northmere");
  EXPECT_FALSE(read.at("preview").contains("pages"));
  auto waiting = listed();
  EXPECT_TRUE(waiting.at("inspections").empty()) << "nothing is an inspection before a person has confirmed it";
  ASSERT_EQ(waiting.at("waiting").size(), 1u);
  EXPECT_EQ(waiting.at("waiting")[0].at("file"), "Northmere 2025.pdf");

  auto stored = done("inspection confirm", {{"reading", read.at("reading")}});
  auto list = listed();
  EXPECT_TRUE(list.at("waiting").empty());
  ASSERT_EQ(list.at("inspections").size(), 1u);
  auto const& line = list.at("inspections")[0];
  EXPECT_EQ(line.at("id"), stored.at("inspection"));
  EXPECT_EQ(line.at("title"), "Standard inspection, June 2025");
  EXPECT_EQ(line.at("framework"), "ilacs-2023-split");
  EXPECT_EQ(line.at("overall"), "requires improvement");
  EXPECT_EQ(line.at("findings"), 14);

  auto whole = shown(stored.at("inspection"));
  EXPECT_EQ(whole.at("inspection_start"), "2025-06-09");
  EXPECT_EQ(whole.at("inspection_end"), "2025-06-20");
  EXPECT_TRUE(whole.at("published").is_null());
  EXPECT_EQ(whole.at("lead_inspectors"), json::array({"Alex Example"}));
  EXPECT_EQ(whole.at("judgements").size(), 5u);
  EXPECT_EQ(whole.at("version"), 1);
  EXPECT_EQ(whole.at("confirmed_by"), "Programme manager");
  ASSERT_EQ(whole.at("findings").size(), 14u);
  auto const& fourth = whole.at("findings")[3];
  EXPECT_EQ(fourth.at("id"), stored.at("findings")[3]);
  EXPECT_EQ(fourth.at("position"), 4);
  EXPECT_THAT(fourth.at("text").get<std::string>(), HasSubstr("The regularity and quality of supervision, so that"));
  EXPECT_EQ(fourth.at("text"), fourth.at("original_text"));
  EXPECT_EQ(done("finding list", {{"inspection", stored.at("inspection")}}).at("findings").size(), 14u);
  EXPECT_EQ(files().load(whole.at("document").at("sha256").get<std::string>()).value(), northmere_report());
}

TEST_P(InspectionOperations, ConfirmAtOnceWhenAsked) {
  auto read =
      done("inspection import",
           {{"file", upload(northmere_report())}, {"confirm", true}, {"corrections", {{"received", "21/7/2025"}}}});
  EXPECT_TRUE(read.at("reading").is_null());
  EXPECT_EQ(shown(read.at("inspection")).at("received"), "2025-07-21");
  EXPECT_TRUE(listed().at("waiting").empty());
}

TEST_P(InspectionOperations, RecogniseTheSameFile) {
  auto reading = waiting_reading();
  auto again = done("inspection import", {{"file", upload(northmere_report(), "a copy.pdf")}});
  EXPECT_TRUE(again.at("waiting_already").get<bool>());
  EXPECT_EQ(again.at("reading"), reading);
  EXPECT_EQ(listed().at("waiting").size(), 1u);

  done("inspection confirm", {{"reading", reading}});
  auto error = refusal("inspection import", {{"file", upload(northmere_report())}});
  EXPECT_EQ(error.kind, ErrorKind::conflict);
  EXPECT_THAT(error.message, HasSubstr("already: Northmere, on site from 9 June 2025, confirmed on 21 November 2026"));
  EXPECT_EQ(refusal("inspection confirm", {{"reading", reading}}).kind, ErrorKind::not_found);
  EXPECT_EQ(listed().at("inspections").size(), 1u);
  EXPECT_EQ(stored_files(), 1);
}

TEST_P(InspectionOperations, RecogniseTheSameInspectionInAnotherFile) {
  inspection();
  auto read = done("inspection import", {{"file", upload(northmere_report() + "\n% printed again\n")}});
  EXPECT_THAT(read.at("preview").at("warnings").dump(), HasSubstr("seems to be here already: Northmere"));
  auto error = refusal("inspection confirm", {{"reading", read.at("reading")}});
  EXPECT_EQ(error.kind, ErrorKind::conflict);
  EXPECT_THAT(error.message, HasSubstr("Open it from the list"));
  auto list = listed();
  EXPECT_EQ(list.at("inspections").size(), 1u);
  EXPECT_EQ(list.at("waiting").size(), 1u) << "the reading still waits, to be corrected or discarded";
}

TEST_P(InspectionOperations, KeepTheOriginalReading) {
  auto read = done("inspection import", {{"file", upload(northmere_report())}});
  auto areas = read.at("preview").at("areas");
  auto first_read = areas[0].at("text");
  auto second_read = areas[1].at("text");
  areas.erase(0);
  areas[0]["text"] = "The use of\r\nchronologies.";
  areas.push_back({{"text", "One the reader missed."}});
  auto stored = done("inspection confirm", {{"reading", read.at("reading")}, {"corrections", {{"areas", areas}}}});
  auto findings = shown(stored.at("inspection")).at("findings");
  ASSERT_EQ(findings.size(), 14u);
  EXPECT_EQ(findings[0].at("text"), "The use of chronologies.");
  EXPECT_EQ(findings[0].at("original_text"), second_read) << "the words as read, not as corrected";
  EXPECT_EQ(findings[13].at("text"), "One the reader missed.");
  EXPECT_EQ(findings[13].at("original_text"), "One the reader missed.");
  EXPECT_NE(first_read, second_read);
}

TEST_P(InspectionOperations, DiscardAReading) {
  auto reading = waiting_reading();
  done("inspection discard", {{"reading", reading}});
  EXPECT_TRUE(listed().at("waiting").empty());
  EXPECT_EQ(refusal("inspection discard", {{"reading", reading}}).kind, ErrorKind::not_found);
  EXPECT_FALSE(waiting_reading().empty()) << "the report can be added again";
}

TEST_P(InspectionOperations, LeaveNothingBehindARefusal) {
  auto error = refusal(
      "inspection import",
      {{"file", upload(northmere_report())}, {"confirm", true}, {"corrections", {{"inspection_end", "1 June 2025"}}}});
  ASSERT_EQ(error.fields.size(), 1u);
  EXPECT_EQ(error.fields[0].field, "inspection_end");
  EXPECT_THAT(error.message, HasSubstr("9 June 2025 or later"));
  auto list = listed();
  EXPECT_TRUE(list.at("inspections").empty());
  EXPECT_TRUE(list.at("waiting").empty());
  EXPECT_EQ(stored_files(), 0);

  auto reading = waiting_reading();
  EXPECT_EQ(refusal("inspection confirm", {{"reading", reading}, {"corrections", {{"kind", "party"}}}}).fields[0].field,
            "kind");
  EXPECT_TRUE(listed().at("inspections").empty());
  EXPECT_EQ(listed().at("waiting").size(), 1u);
  EXPECT_TRUE(done("finding list", json::object()).at("findings").empty());
}

// What a council may upload by mistake or by malice: a sentence says what it is and nothing is stored.
TEST_P(InspectionOperations, RefuseWhatIsNoReport) {
  auto const report = northmere_report();
  auto const page = [](std::string const& content) {
    return "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "
           "/Count 1 "
           ">>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
           ">>\nendobj\n4 0 obj\n<< /Length " +
           std::to_string(content.size()) + " >>\nstream\n" + content +
           "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n";
  };
  for (auto const& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"empty", ""},
           {"a letter", "Dear director, you are good."},
           {"a word document", std::string("PK\x03\x04", 4) + std::string(64, '\0')},
           {"cut in half", report.substr(0, report.size() / 2)},
           {"its first line", "%PDF-1.7\n"},
           {"zeroes", "%PDF-1.7\n" + std::string(65536, '\0')},
           {"a page without text", page("0 0 100 100 re f")},
           {"a newsletter", file("tests/documents/newsletter.pdf")},
       }) {
    auto error = refusal("inspection import", {{"file", upload(bytes, name + ".pdf")}, {"confirm", true}});
    EXPECT_EQ(error.kind, ErrorKind::invalid) << name;
    ASSERT_EQ(error.fields.size(), 1u) << name;
    EXPECT_EQ(error.fields[0].field, "file") << name;
    EXPECT_GT(error.message.size(), 30u) << name << ": " << error.message;
  }
  EXPECT_TRUE(listed().at("inspections").empty());
  EXPECT_TRUE(listed().at("waiting").empty());
  EXPECT_EQ(stored_files(), 0);
  EXPECT_EQ(refusal("inspection import", json::object()).fields[0].message, "Choose a file.");
  EXPECT_FALSE(waiting_reading().empty()) << "the next good report is read as ever";
}

TEST_P(InspectionOperations, NameTheFileWithoutItsFolders) {
  using namespace std::string_literals;
  struct Case {
    std::string sent, shown;
  };
  for (auto const& each :
       {Case{"C:\\Users\\me\\Ofsted 2025.pdf", "Ofsted 2025.pdf"}, Case{"../../etc/passwd", "passwd"},
        Case{"a\r\nb.pdf", "a b.pdf"}, Case{"bell\x07.pdf", "report.pdf"}, Case{"nul\0.pdf"s, "report.pdf"},
        Case{"", "report.pdf"}, Case{"folder/", "report.pdf"}, Case{std::string(201, 'x'), "report.pdf"}}) {
    auto read = done("inspection import", {{"file", upload(northmere_report(), each.sent)}});
    EXPECT_EQ(listed().at("waiting")[0].at("file"), each.shown) << each.sent;
    done("inspection discard", {{"reading", read.value("reading", "")}});
  }
}

TEST_P(InspectionOperations, ChangeWithTheVersionThatWasSeen) {
  auto id = inspection();
  json change{{"inspection", id}, {"version", 1}, {"inspection_start", "9 June 2025"}, {"received", "2025-07-21"}};
  EXPECT_EQ(done("inspection change", change).at("version"), 2);
  auto after = shown(id);
  EXPECT_EQ(after.at("received"), "2025-07-21");
  EXPECT_TRUE(after.at("inspection_end").is_null()) << "a date left out is cleared";
  EXPECT_TRUE(after.at("lead_inspectors").empty());

  change["received"] = "2025-07-22";
  auto error = refusal("inspection change", change);
  EXPECT_EQ(error.kind, ErrorKind::conflict);
  EXPECT_THAT(error.message, HasSubstr("Someone else changed this inspection"));
  EXPECT_EQ(shown(id).at("received"), "2025-07-21");

  change["version"] = 2;
  change["received"] = "";
  done("inspection change", change);
  EXPECT_TRUE(shown(id).at("received").is_null());
}

TEST_P(InspectionOperations, RefuseDatesInTheWrongOrder) {
  auto id = inspection();
  for (auto name : {"inspection_end", "published", "received"}) {
    auto error =
        refusal("inspection change",
                {{"inspection", id}, {"version", 1}, {"inspection_start", "2025-06-09"}, {name, "2025-06-08"}});
    ASSERT_EQ(error.fields.size(), 1u);
    EXPECT_EQ(error.fields[0].field, name);
  }
  EXPECT_EQ(shown(id).at("version"), 1);
}

TEST_P(InspectionOperations, NameAFinding) {
  auto id = inspection();
  auto finding = shown(id).at("findings")[3];
  json change{{"finding", finding.at("id")},
              {"version", 1},
              {"title", " Supervision\r\n"},
              {"text", "Regular\r\nsupervision."}};
  done("finding change", change);
  auto after = shown(id).at("findings")[3];
  EXPECT_EQ(after.at("title"), "Supervision");
  EXPECT_EQ(after.at("text"), "Regular supervision.");
  EXPECT_EQ(after.at("original_text"), finding.at("text"));
  EXPECT_EQ(after.at("version"), 2);
  EXPECT_EQ(refusal("finding change", change).kind, ErrorKind::conflict);
  EXPECT_EQ(after.at("place"), finding.at("place")) << "left out, the place stays";
  EXPECT_EQ(after.at("place"), "page 2, 5th paragraph");
  change["version"] = 2;
  change["place"] = "Page 4, paragraph 12";
  done("finding change", change);
  after = shown(id).at("findings")[3];
  EXPECT_EQ(after.at("page"), 4);
  EXPECT_EQ(after.at("paragraph"), "12");
  EXPECT_THAT(get("/inspections/" + id).body, HasSubstr("Page 4, paragraph 12"));
  change["version"] = 3;
  change["place"] = "somewhere on page 4";
  EXPECT_EQ(refusal("finding change", change).fields[0].field, "place");
  change["place"] = "none";
  done("finding change", change);
  EXPECT_TRUE(shown(id).at("findings")[3].at("place").is_null());
  change["version"] = 4;
  change["title"] = " ";
  EXPECT_EQ(refusal("finding change", change).fields[0].field, "title");
}

TEST_P(InspectionOperations, RefuseAPageThatTheReportDoesNotHave) {
  auto read = done("inspection import", {{"file", upload(northmere_report())}});
  auto areas = read.at("preview").at("areas");
  areas[1]["page"] = 99;
  auto error = refusal("inspection confirm", {{"reading", read.at("reading")}, {"corrections", {{"areas", areas}}}});
  ASSERT_EQ(error.fields.size(), 1u);
  EXPECT_EQ(error.fields[0].field, "area_page-2");
  EXPECT_EQ(error.fields[0].message, "The report has 8 pages.");
  areas[1]["page"] = 8;
  auto stored = done("inspection confirm", {{"reading", read.at("reading")}, {"corrections", {{"areas", areas}}}});
  auto const id = stored.value("inspection", "");
  json change{{"finding", stored.at("findings")[1]},
              {"version", 1},
              {"title", "Supervision"},
              {"text", "Supervision."},
              {"place", "page 99, 3rd paragraph"}};
  error = refusal("finding change", change);
  ASSERT_EQ(error.fields.size(), 1u);
  EXPECT_EQ(error.fields[0].field, "place");
  EXPECT_EQ(error.fields[0].message, "The report has 8 pages.");
  EXPECT_EQ(shown(id).at("findings")[1].at("page"), 8);
  change["place"] = "page 7, 3rd paragraph";
  done("finding change", change);
  EXPECT_EQ(shown(id).at("findings")[1].at("place"), "page 7, 3rd paragraph");

  auto const by_hand = done("inspection record", {{"kind", "sif"},
                                                  {"framework", "sif-2015-18"},
                                                  {"inspected_authority", "Northmere"},
                                                  {"inspection_start", "2018-05-14"},
                                                  {"findings", json::array({"The quality of plans."})},
                                                  {"source", "a Cabinet report"}});
  change["finding"] = by_hand.at("findings")[0];
  change["place"] = "page 99";
  EXPECT_EQ(done("finding change", change).at("version"), 2) << "nobody knows how many pages it has";
}

// A person may have added a second row by that name; the list must still open, on either engine.
TEST_P(InspectionOperations, ListWithTwoOverallGrades) {
  auto read = done("inspection import", {{"file", upload(northmere_report())}});
  auto judgements = read.at("preview").at("judgements");
  judgements.push_back({{"category", "Overall effectiveness"}, {"grade", "good"}});
  done("inspection confirm", {{"reading", read.at("reading")}, {"corrections", {{"judgements", judgements}}}});
  EXPECT_EQ(listed().at("inspections")[0].at("overall"), "requires improvement");
}

TEST_P(InspectionOperations, StayWithTheirAuthority) {
  auto reading = waiting_reading("\n");
  auto id = inspection();
  auto finding = shown(id).at("findings")[0].at("id");
  auto who = stranger();
  auto list = perform_as(who, "inspection list", json::object()).value();
  EXPECT_TRUE(list.at("inspections").empty());
  EXPECT_TRUE(list.at("waiting").empty());
  EXPECT_TRUE(perform_as(who, "finding list", json::object()).value().at("findings").empty());
  EXPECT_TRUE(perform_as(who, "finding list", {{"inspection", id}}).value().at("findings").empty());
  json const change{{"inspection", id}, {"version", 1}, {"inspection_start", "2025-06-09"}};
  for (auto const& [name, input] : std::vector<std::pair<std::string, json>>{
           {"inspection show", {{"inspection", id}}},
           {"inspection confirm", {{"reading", reading}}},
           {"inspection discard", {{"reading", reading}}},
           {"inspection change", change},
           {"finding change", {{"finding", finding}, {"version", 1}, {"title", "x"}, {"text", "y"}}}}) {
    auto result = perform_as(who, name, input);
    ASSERT_FALSE(result.has_value()) << name;
    EXPECT_EQ(result.error().kind, ErrorKind::not_found) << name;
  }
  EXPECT_TRUE(perform_as(who, "inspection import", {{"file", upload(northmere_report())}}).has_value())
      << "another council may hold the same report";
}

TEST_P(InspectionOperations, NeedTheRole) {
  auto id = inspection();
  be("reader");
  EXPECT_EQ(refusal("inspection import", {{"file", upload("%PDF")}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("inspection change", {{"inspection", id}, {"version", 1}, {"inspection_start", "2025-06-09"}}).kind,
            ErrorKind::forbidden);
  EXPECT_EQ(listed().at("inspections").size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Engines, InspectionOperations, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections

#include "inspections/reading/read_report.h"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "inspections/reading/report_json.h"
#include "inspections/reading/report_summary.h"
#include "inspections/reading/test_pages.h"

namespace gt::inspections {
namespace {

std::string const report = R"(Inspection of Northmere local authority
children’s services
Inspection dates: 11 to 22 December 2023

Lead inspector: Ann Made, His Majesty’s Inspector

 Judgement                                   Grade

 The impact of leaders on social work        Good
 practice with children and families

 The experiences and progress of             Requires improvement to be good
 children who need help and protection

 The experiences and progress of             Good
 children in care

 The experiences and progress of care        Good
 leavers

 Overall effectiveness                       Good

Leaders have begun.
What needs to improve?
◼ The quality of decision-
  making.

The experiences and progress of children who need help and
protection: requires improvement to be good
1.    Help is early.
=====
2.    Visits are late.
The experiences and progress of children in care: good
3.    Homes are kind.
)";

TEST(ReadReport, RefusesOtherDocuments) {
  for (std::string const text : {
           "Agenda for the improvement board\n\nInspection of services\n\n1. Minutes\n\n2. Actions\n",
           "Our action plan answers the inspection of services for children in need of help and protection,\n"
           "children looked after and care leavers, and what needs to improve.\n",
           "Inspection of Sunny House children's home\nInspection date: 4 May 2021\nOverall effectiveness  Good\n",
           "Judgement   Grade\nOverall effectiveness  Good\n",
           "The council welcomed the focused visit.\nFocused visit to schools\n\nwent well.\n",
           "x",
       }) {
    auto const found = read_report(reading::pages_of(text));
    ASSERT_FALSE(found.has_value()) << text;
    EXPECT_EQ(found.error().code, "not_recognised");
    EXPECT_FALSE(found.error().message.empty());
  }
}

TEST(ReadReport, RefusesPagesWithoutText) {
  EXPECT_EQ(read_report({}).error().code, "no_text");
  EXPECT_EQ(read_report({{1, ""}, {2, " \n \n"}}).error().code, "no_text");
}

TEST(ReadReport, GivesTheSameReadingTwice) {
  auto const first = read_report(reading::pages_of(report));
  auto const second = read_report(reading::pages_of(report));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(report_json("a", *first), report_json("a", *second));
}

/// Cuts, doubles, swaps and overwrites stretches of a report; whatever comes of it, an answer that can be printed.
TEST(ReadReport, SurvivesDamagedText) {
  std::mt19937 random{20231222};
  auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % (n == 0 ? 1 : n)); };
  for (int round = 0; round < 3000; ++round) {
    std::string text = report;
    for (std::size_t change = 0; change <= below(12); ++change) {
      auto const at = below(text.size());
      auto const length = below(60);
      switch (below(6)) {
        case 0:
          text.erase(at, length);
          break;
        case 1:
          text.insert(at, text.substr(below(text.size()), length));
          break;
        case 2:
          text.insert(at, std::string(length, static_cast<char>(below(256))));
          break;
        case 3:
          if (at < text.size()) text[at] = static_cast<char>(below(256));
          break;
        case 4:
          text.insert(at, "\n");
          break;
        default:
          text.insert(at, std::to_string(below(120)) + ". ");
          break;
      }
    }
    auto const found = read_report(reading::pages_of(text));
    if (!found) continue;
    EXPECT_TRUE(nlohmann::json::accept(report_json("f", *found)));
    EXPECT_FALSE(report_summary("f", *found).empty());
  }
}

TEST(ReadReport, TakesHostileTextInItsStride) {
  std::string bullets = report;
  for (int i = 0; i < 50'000; ++i) bullets += "◼\n";
  std::string numbers = report;
  for (int i = 0; i < 50'000; ++i) numbers += std::to_string(i % 1000) + ".\n";
  std::string headings = report;
  for (int i = 0; i < 50'000; ++i) headings += "The experiences and progress of care leavers: good\n";
  std::string names = report;
  names.insert(names.find("Ann Made"), std::string(300'000, 'A') + " and ");
  for (std::string const& text :
       {std::string(10'000'000, 'a'), std::string(10'000'000, ' '), std::string(3'000'000, '\n'),
        std::string(3'000'000, '('), report + std::string(10'000'000, '1'), report + std::string(1'000'000, '\xE2'),
        bullets, numbers, headings, names}) {
    auto const found = read_report(reading::pages_of(text));
    if (found) {
      EXPECT_TRUE(nlohmann::json::accept(report_json("f", *found)));
    }
  }
}

TEST(ReportJson, HasTheAgreedShapeInOneLine) {
  auto const found = read_report(reading::pages_of(report));
  ASSERT_TRUE(found);
  auto const line = report_json("reports/northmere.pdf", *found);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  auto const json = nlohmann::ordered_json::parse(line);
  std::vector<std::string> keys;
  for (auto const& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys,
            (std::vector<std::string>{"file", "authority", "authority_printed", "kind", "framework", "inspection_start",
                                      "inspection_end", "published", "lead_inspectors", "deputy_lead_inspectors",
                                      "judgements", "areas_section_title", "areas_for_improvement",
                                      "board_areas_for_improvement", "paragraphs", "warnings"}));
  EXPECT_EQ(json["kind"], "ilacs-standard");
  EXPECT_EQ(json["framework"], "ilacs-2023-split");
  EXPECT_EQ(json["inspection_start"], "2023-12-11");
  EXPECT_TRUE(json["published"].is_null());
  EXPECT_EQ(
      json["judgements"][1].dump(),
      R"({"category":"The experiences and progress of children who need help and protection","grade":"requires improvement"})");
  EXPECT_EQ(
      json["areas_for_improvement"][0].dump(),
      R"({"number":null,"text":"The quality of decision-making.","group":null,"priority":null,"timescale":null,"tags":[]})");
  EXPECT_EQ(json["paragraphs"][1].dump(),
            R"({"number":2,"section":"The experiences and progress of children who need help and protection","page":2,)"
            R"("text":"Visits are late."})");
}

TEST(ReportJson, ReplacesBytesThatAreNoText) {
  EXPECT_TRUE(nlohmann::json::accept(error_json("\xFF.pdf", "not_a_pdf", "No.")));
  EXPECT_EQ(error_json("a.pdf", "not_a_pdf", "No."),
            R"({"file":"a.pdf","error":{"code":"not_a_pdf","message":"No."}})");
  ReportReading reading;
  reading.authority = "\xC3";
  EXPECT_TRUE(nlohmann::json::accept(report_json("f", reading)));
}

TEST(ReportSummary, SaysWhatAPersonWantsFirst) {
  auto const found = read_report(reading::pages_of(report));
  ASSERT_TRUE(found);
  auto const text = report_summary("northmere.pdf", *found);
  for (auto const* part : {"northmere.pdf\n  Northmere (", "11 December 2023 to 22 December 2023", "Ann Made",
                           "Requires improvement", "What needs to improve?", "1. The quality of decision-making.",
                           "3 numbered paragraphs", "is not in the list of English authorities"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

}  // namespace
}  // namespace gt::inspections

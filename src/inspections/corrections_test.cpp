#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/draft.h"
#include "tests/support/day.h"

namespace gt::inspections {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Draft complete() {
  Draft draft;
  draft.kind = "ilacs-standard";
  draft.framework = "ilacs-2023-split";
  draft.authority = "Northmere";
  draft.inspection_start = day(2025, 6, 9);
  draft.inspection_end = day(2025, 6, 20);
  draft.published = day(2025, 7, 28);
  draft.lead_inspectors = {"Alex Example"};
  draft.judgements = {{"Overall effectiveness", "good", false}};
  draft.areas = {{1, "Supervision.", {}, {}, {}, {}, 2, false, 1}, {2, "Plans.", {}, {}, {}, {}, 2, false, 2}};
  draft.warnings = {"Look at page 3."};
  return draft;
}

TEST(Corrected, LeavesOutWhatIsLeftOut) { EXPECT_EQ(corrected(complete(), json::object()).value(), complete()); }

TEST(Corrected, TakesThePreviewBackWhole) {
  auto preview = to_json(complete());
  EXPECT_EQ(corrected(complete(), preview).value(), complete());
}

TEST(Corrected, ReplacesAndClears) {
  auto draft = corrected(complete(), {{"authority", "  Southmere \r\n"},
                                      {"inspection_start", "1 July 2025"},
                                      {"inspection_end", ""},
                                      {"published", nullptr},
                                      {"received", "20/7/2025"},
                                      {"lead_inspectors", {"First Person", " ", "Second\r\nPerson"}}})
                   .value();
  EXPECT_EQ(draft.authority, "Southmere");
  EXPECT_EQ(draft.inspection_start, day(2025, 7, 1));
  EXPECT_FALSE(draft.inspection_end);
  EXPECT_FALSE(draft.published);
  EXPECT_EQ(draft.received, day(2025, 7, 20));
  EXPECT_THAT(draft.lead_inspectors, ElementsAre("First Person", "Second Person"));
}

TEST(Corrected, FoldsTheLineBreaksOfATextArea) {
  auto draft = corrected(complete(), {{"areas", {{{"text", "The quality\r\nof plans,\r\n\r\n  and visits"}}}}}).value();
  ASSERT_EQ(draft.areas.size(), 1u);
  EXPECT_EQ(draft.areas[0].text, "The quality of plans, and visits");
  EXPECT_FALSE(draft.areas[0].position);
}

TEST(Corrected, SaysWhatIsWrongWithEachField) {
  struct Case {
    json corrections;
    std::string field, words;
  };
  using namespace std::string_literals;
  for (auto const& each : {
           Case{json::array(), "corrections", "object"},
           Case{{{"recieved", "2025-07-20"}}, "corrections", "A reading has no “recieved” to correct"},
           Case{{{"received", "soon"}}, "received", "30 November 2026"},
           Case{{{"received", 20}}, "received", "as text"},
           Case{{{"inspection_start", "31 June 2025"}}, "inspection_start", ""},
           Case{{{"authority", 7}}, "authority", "as text"},
           Case{{{"authority", "a\0b"s}}, "authority", "control character"},
           Case{{{"authority", "\xC3"}}, "authority", "UTF-8"},
           Case{{{"lead_inspectors", "Alex Example"}}, "lead_inspectors", "as a list"},
           Case{{{"lead_inspectors", {1}}}, "lead_inspectors", "as text"},
           Case{{{"lead_inspectors", json(std::vector<std::string>(21, "a"))}}, "lead_inspectors", "at most 20"},
           Case{{{"judgements", "good"}}, "judgements", "as a list"},
           Case{{{"judgements", {"good"}}}, "judgements", "Row 1: give an object"},
           Case{{{"judgements", {{{"category", "Overall effectiveness"}, {"body", 5}}}}}, "judgements", "Row 1"},
           Case{{{"judgements", {{{"body", "council"}}}}}, "judgements", "authority or board"},
           Case{{{"areas", {{{"text", "a\0b"s}}}}}, "areas", "Row 1: The text holds a control character"},
           Case{{{"areas", {{{"text", "one"}}, {{"text", "two"}, {"number", "2"}}}}}, "areas", "Row 2: “number”"},
           Case{{{"areas", {{{"text", "one"}, {"page", 18446744073709551615U}}}}}, "areas", "“page” must be"},
           Case{{{"areas", {{{"text", "one"}, {"position", 3}}}}}, "areas", "among the 2 that were read"},
           Case{{{"areas", json(std::vector<json>(most_rows + 1, {{"text", "one"}}))}}, "areas", "at most 200"},
       }) {
    auto result = corrected(complete(), each.corrections);
    auto shown = each.corrections.dump(-1, ' ', true, json::error_handler_t::replace).substr(0, 100);
    ASSERT_FALSE(result.has_value()) << shown;
    EXPECT_EQ(result.error().kind, ErrorKind::invalid) << shown;
    ASSERT_EQ(result.error().fields.size(), 1u) << shown;
    EXPECT_EQ(result.error().fields[0].field, each.field) << shown;
    EXPECT_THAT(result.error().fields[0].message, HasSubstr(each.words)) << shown;
  }
}

TEST(Corrected, NamesEveryFaultAtOnce) {
  auto result = corrected(complete(), {{"received", "soon"}, {"published", "later"}, {"other", 1}});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().fields.size(), 3u);
}

TEST(CheckComplete, TakesAWholeInspection) {
  EXPECT_TRUE(check_complete(complete()).has_value());
  auto bare = complete();
  bare.inspection_end.reset();
  bare.published.reset();
  bare.judgements.clear();
  bare.areas.clear();
  EXPECT_TRUE(check_complete(bare).has_value()) << "a letter has no judgements, and a report may ask for nothing";
}

TEST(CheckComplete, NamesTheFieldOfTheReadingPage) {
  struct Case {
    void (*spoil)(Draft&);
    std::vector<std::string> fields;
  };
  for (auto const& each : {
           Case{[](Draft& d) { d.kind = "visit"; }, {"kind"}},
           Case{[](Draft& d) { d.framework.clear(); }, {"framework"}},
           Case{[](Draft& d) { d.authority.clear(); }, {"authority"}},
           Case{[](Draft& d) { d.inspection_start.reset(); }, {"inspection_start"}},
           Case{[](Draft& d) { d.inspection_end = day(2025, 6, 8); }, {"inspection_end"}},
           Case{[](Draft& d) { d.published = day(2025, 6, 8); }, {"published"}},
           Case{[](Draft& d) { d.received = day(2025, 6, 8); }, {"received"}},
           Case{[](Draft& d) { d.judgements[0].grade = "fair"; }, {"judgement_grade"}},
           Case{[](Draft& d) { d.judgements[0].category = ""; }, {"judgement_category"}},
           Case{[](Draft& d) {
                  d.judgements.push_back({"", "", false});
                },
                {"judgement_category-2", "judgement_grade-2"}},
           Case{[](Draft& d) { d.areas[0].text = ""; }, {"area_text"}},
           Case{[](Draft& d) { d.areas[1].text = std::string(6001, 'x'); }, {"area_text-2"}},
           Case{[](Draft& d) {
                  d.kind.clear();
                  d.areas[1].text = "";
                },
                {"kind", "area_text-2"}},
       }) {
    auto draft = complete();
    each.spoil(draft);
    auto result = check_complete(draft);
    ASSERT_FALSE(result.has_value()) << each.fields[0];
    std::vector<std::string> fields;
    for (auto const& error : result.error().fields) {
      fields.push_back(error.field);
      EXPECT_FALSE(error.message.empty());
    }
    EXPECT_EQ(fields, each.fields);
  }
}

TEST(CheckComplete, TakesTheFirstDayAsItsOwnLast) {
  auto draft = complete();
  draft.inspection_end = draft.inspection_start;
  draft.published = draft.inspection_start;
  EXPECT_TRUE(check_complete(draft).has_value());
}

}  // namespace
}  // namespace gt::inspections

#include "inspections/inspections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace gt::inspections {
namespace {

using testing::HasSubstr;

InspectionSummary inspection(char const* kind, char const* end, char const* overall) {
  return {InspectionId::trusted("i"),      kind, "ilacs-2018", "Northmere", {}, day(end), {}, overall, 3,
          "Standard inspection, July 2018"};
}

TEST(ExpectedWindow, IsSixMonthsEitherSideOfTheThirdAnniversary) {
  auto const window = expected_window(
      {inspection("ilacs-standard", "2018-06-29", "good"), inspection("focused-visit", "2020-02-01", "")});
  ASSERT_TRUE(window.has_value());
  EXPECT_EQ(window->from, day("2020-12-29"));
  EXPECT_EQ(window->to, day("2021-12-29"));
  EXPECT_THAT(window->rule, HasSubstr("third anniversary"));
  EXPECT_THAT(window->source, HasSubstr("ILACS cycle"));
  EXPECT_THAT(window_in_words(window, day("2020-01-01")),
              HasSubstr("Usually between 29 December 2020 and 29 December 2021"));
  EXPECT_THAT(window_in_words(window, day("2021-01-01")), HasSubstr("open until 29 December 2021"));
  EXPECT_THAT(window_in_words(window, day("2022-01-01")), HasSubstr("closed on 29 December 2021"));
}

// Source: FRAMEWORK section 1: from April 2026 what keyed on “overall inadequate” keys on the areas.
TEST(ExpectedWindow, KeysOnAnAreaWhereNoOverallGradeIsGiven) {
  auto each = inspection("ilacs-standard", "2026-06-29", "good");
  each.has_inadequate = true;
  EXPECT_TRUE(expected_window({each}).has_value()) << "the overall grade says so where there is one";
  each.overall.reset();
  EXPECT_FALSE(expected_window({each}).has_value());
  each.has_inadequate = false;
  EXPECT_TRUE(expected_window({each}).has_value());
}

TEST(ExpectedWindow, NothingIsSaidAfterInadequateOrWithoutADay) {
  EXPECT_FALSE(expected_window({inspection("sif", "2016-05-01", "inadequate")}).has_value());
  auto undated = inspection("ilacs-standard", "2018-06-29", "good");
  undated.end.reset();
  EXPECT_FALSE(expected_window({undated}).has_value());
  EXPECT_THAT(window_in_words(std::nullopt, day("2026-01-01")), HasSubstr("No window can be worked out"));
}

}  // namespace
}  // namespace gt::inspections

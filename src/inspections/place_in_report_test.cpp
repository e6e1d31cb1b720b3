#include "inspections/place_in_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/inspections.h"

namespace gt::inspections {
namespace {

TEST(ParagraphFrom, TakesANumberOrAPlaceOnThePage) {
  struct Case {
    char const* typed;
    std::optional<std::string> kept;
  };
  for (auto const& each :
       {Case{"12", "12"}, Case{" Paragraph 12. ", "12"}, Case{"3rd", "3rd"}, Case{"3RD paragraph", "3rd"},
        Case{"11st", "11th"}, Case{"22th", "22nd"}, Case{"1 st", "1st"}, Case{"", ""}, Case{"0", std::nullopt},
        Case{"third", std::nullopt}, Case{"-4", std::nullopt}, Case{"12a", std::nullopt},
        Case{"paragraph", std::nullopt}, Case{"99999", std::nullopt}, Case{"1.2", std::nullopt}})
    EXPECT_EQ(paragraph_from(each.typed), each.kept) << each.typed;
}

TEST(PlaceInWords, ComesBackAsItWas) {
  struct Case {
    Place place;
    char const* words;
  };
  for (auto const& each : {Case{{5, "12"}, "page 5, paragraph 12"}, Case{{5, "3rd"}, "page 5, 3rd paragraph"},
                           Case{{5, ""}, "page 5"}, Case{{{}, "12"}, "paragraph 12"}, Case{{{}, ""}, ""}}) {
    EXPECT_EQ(place_in_words(each.place.page, each.place.paragraph), each.words);
    auto const back = place_from(each.words);
    ASSERT_TRUE(back.has_value()) << each.words;
    EXPECT_EQ(*back, each.place) << each.words;
  }
  for (auto const* each : {"3rd paragraph", "page", "page five", "12", "paragraph 1, paragraph 2", "page 5, soon",
                           "page 1, page 2", "page 5, paragraph"})
    EXPECT_FALSE(place_from(each).has_value()) << each;
}

TEST(PlacedText, ReadsTheBracketsAtTheEndOfALine) {
  auto const found = placed_text("The quality (and number) of plans. (Page 5, paragraph 12)");
  EXPECT_EQ(found.text, "The quality (and number) of plans.");
  EXPECT_EQ(found.place, (Place{5, "12"}));
  for (auto const* each : {"Plans (and visits)", "(page 5)", "Plans (page 5) and visits", "Plans ()", "Plans)", ""}) {
    EXPECT_EQ(placed_text(each).text, each);
    EXPECT_EQ(placed_text(each).place, Place{}) << each;
  }
}

TEST(BeyondTheReport, IsAPageThatItDoesNotHave) {
  EXPECT_EQ(beyond_the_report(9, 8), "The report has 8 pages.");
  EXPECT_EQ(beyond_the_report(2, 1), "The report has 1 page.");
  EXPECT_FALSE(beyond_the_report(8, 8));
  EXPECT_FALSE(beyond_the_report({}, 8));
  EXPECT_FALSE(beyond_the_report(99, 0)) << "entered by hand, from a paper whose pages nobody counted";
}

TEST(ReportWords, FindTheParagraphThatIsTheWordsOrHasThemInItsList) {
  ReportWords const report(
      {{11, "", 2, "Supervision is patchy."},
       {12, "", 3, "The council should improve: - the quality of\nsupervision; - the speed of visits."},
       {13, "", 3, "Leaders know the quality of supervision, and act."},
       {40, "", 9, "The quality of supervision."}});
  auto const number = [&](char const* text, std::optional<std::int64_t> page) {
    auto const found = report.where_said(text, page);
    return found ? found->number : 0;
  };
  EXPECT_EQ(number("The quality of Supervision.", 3), 12);
  EXPECT_EQ(number("the speed of visits", 8), 12);
  EXPECT_EQ(number("The quality of supervision", 9), 40) << "the nearest before it";
  EXPECT_EQ(number("The quality of supervision", {}), 40);
  EXPECT_EQ(number("The quality of supervision", 1), 0) << "it cannot stand in what comes after it";
  EXPECT_EQ(number("Supervision", 3), 0) << "words within a sentence are no finding";
  EXPECT_EQ(number("", 3), 0);
}

}  // namespace
}  // namespace gt::inspections

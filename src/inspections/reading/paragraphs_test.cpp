#include "inspections/reading/paragraphs.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;

struct Read {
  std::vector<int> numbers;
  std::vector<Paragraph> paragraphs;
};

Read read_pages(std::vector<pdf::Page> const& pages, std::vector<Heading> const& headings = {}) {
  auto const document = lay_out(pages);
  auto const starts = paragraph_starts(document.lines, 0, document.lines.size(), headings);
  Read out;
  out.paragraphs = read_paragraphs(document.lines, starts, document.lines.size(), headings);
  for (auto const& one : out.paragraphs) out.numbers.push_back(one.number);
  return out;
}

TEST(Paragraphs, RunOverPages) {
  auto const found = read_pages(
      {{1, "  1.  The council\n      plans.\n\n  2.  It goes\n      on and"}, {2, "    on.\n\n 3.  Last.\n"}});
  EXPECT_THAT(found.numbers, ElementsAre(1, 2, 3));
  EXPECT_EQ(found.paragraphs[0].text, "The council plans.");
  EXPECT_EQ(found.paragraphs[1].text, "It goes on and on.");
  EXPECT_EQ(found.paragraphs[1].page, 1);
  EXPECT_EQ(found.paragraphs[2].page, 2);
}

TEST(Paragraphs, AreNotStartedByAnAge) {
  std::string text;
  for (int n = 1; n <= 20; ++n) text += std::to_string(n) + ".   Young people are helped.\n     Plans are good.\n\n";
  text +=
      "21.  Help goes on up to the age of\n     22. A significant number stay\n     until they are\n     25. Others "
      "leave.\n\n";
  text += "22.  Homes are good.\n\n23.  So is work.\n";
  auto const found = read_pages({{1, text}});
  EXPECT_EQ(found.numbers.size(), 23U);
  EXPECT_EQ(found.paragraphs[20].text,
            "Help goes on up to the age of 22. A significant number stay until they are 25. Others leave.");
}

TEST(Paragraphs, AreNotStartedByAnAgeThatIsTheNextNumberAtAPageTop) {
  std::string first;
  for (int n = 1; n <= 15; ++n) first += std::to_string(n) + ".   They are helped.\n\n";
  auto const found =
      read_pages({{1, first + "16.  Help is given to those aged\n"},
                  {2, "     17. It lasts well.\n     They say so.\n\n17.  Next.\n     More.\n\n18.  Last.\n"}});
  EXPECT_EQ(found.numbers.size(), 18U);
  EXPECT_EQ(found.paragraphs[15].text, "Help is given to those aged 17. It lasts well. They say so.");
}

TEST(Paragraphs, MayBeSetWithoutBlankLines) {
  auto const found =
      read_pages({{1, "1.    One goes\n      on.\n2.    Two.\n3.    Three at\n      4. Not this.\n4.    Four.\n"}});
  EXPECT_THAT(found.numbers, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(found.paragraphs[2].text, "Three at 4. Not this.");
}

TEST(Paragraphs, MaySkipANumberThatTheReportLeavesOut) {
  auto const found = read_pages({{1, "1.  One.\n    So.\n\n2.  Two.\n    So.\n\n4.  Four.\n    So.\n\n5.  Five.\n"}});
  EXPECT_THAT(found.numbers, ElementsAre(1, 2, 4, 5));
}

TEST(Paragraphs, DoNotSkipToANumberInTheText) {
  auto const found =
      read_pages({{1, "1.  One.\n\n2.  Two has children of\n    4. They wait.\n\n3.  Three.\n\n4.  Four.\n"}});
  EXPECT_THAT(found.numbers, ElementsAre(1, 2, 3, 4));
}

TEST(Paragraphs, BeginAgainOnlyInANewPart) {
  std::string const text = "1. One.\n\n2. Two.\n\n3. Three.\n\n4. Four.\n\nThe board\n\n1. Again.\n\n2. Two again.\n";
  EXPECT_THAT(read_pages({{1, text}}, {{4, 5, "The board", true}}).numbers, ElementsAre(1, 2, 3, 4, 1, 2));
  EXPECT_THAT(read_pages({{1, text}}, {{4, 5, "The board", false}}).numbers, ElementsAre(1, 2, 3, 4));
}

TEST(Paragraphs, BelongToTheHeadingAboveThem) {
  auto const found =
      read_pages({{1, "Care leavers: good\n\n1. One.\n\nSummary\nProse.\n2. Two.\nLeaders: good\n3. Three.\n"}},
                 {{0, 1, "Care leavers"}, {2, 3, ""}, {5, 6, "Leaders"}});
  EXPECT_THAT(found.numbers, ElementsAre(1, 2, 3));
  EXPECT_EQ(found.paragraphs[0].section, "Care leavers");
  EXPECT_EQ(found.paragraphs[1].section, "Care leavers");
  EXPECT_EQ(found.paragraphs[2].section, "Leaders");
  EXPECT_EQ(found.paragraphs[0].text, "One.");
}

TEST(Paragraphs, KeepBulletsInside) {
  auto const found = read_pages(
      {{1, "1.  The plan has:\n     \xE2\x80\xA2 aims\n     \xE2\x80\xA2 dates and\n       names.\n\n2.  Two.\n"}});
  EXPECT_EQ(found.paragraphs[0].text, "The plan has: - aims - dates and names.");
}

TEST(Paragraphs, NeedAFirst) {
  EXPECT_TRUE(read_pages({{1, "2. Two.\n\n3. Three.\n"}}).numbers.empty());
  EXPECT_TRUE(read_pages({{1, ""}}).numbers.empty());
}

TEST(ParagraphCounts, AreThoseAReaderCountsOnThePage) {
  auto const document = lay_out({{1,
                                  "carried over from the page before.\n\n"
                                  "Overall effectiveness      Good\n\n"
                                  "What needs to improve?\n"
                                  "\xE2\x97\xBC The quality of\n  plans.\n"
                                  "\xE2\x97\xBC The oversight of:\n    - homes\n    - visits.\n\n"
                                  "Leadership\n\n"
                                  "The council should:\n"
                                  "\xE2\x97\xBC Act.\n"},
                                 {2, "\xE2\x97\xBC Look again.\n"}});
  std::map<std::string, int> found;
  auto const& lines = document.lines;
  auto const counts = paragraph_counts(lines, 0, lines.size(), U'\u25FC');
  ASSERT_EQ(counts.size(), lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) found[lines[i].folded] = counts[i];
  EXPECT_EQ(found["carried over from the page before."], 1);
  EXPECT_EQ(found["plans."], 2);
  EXPECT_EQ(found["- visits."], 3);
  EXPECT_EQ(counts[lines.size() - 2], 4) << "headings and the words that lead into a list are not counted";
  EXPECT_EQ(counts.back(), 1) << "each page from its top";
  // From the middle of a page, what stands above is counted too.
  auto const later = paragraph_counts(lines, 4, lines.size(), U'\u25FC');
  ASSERT_EQ(later.size(), lines.size() - 4);
  for (std::size_t i = 4; i < lines.size(); ++i) EXPECT_EQ(later[i - 4], counts[i]) << lines[i].text;
}

}  // namespace
}  // namespace gt::inspections::reading

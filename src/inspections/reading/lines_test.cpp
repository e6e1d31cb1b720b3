#include "inspections/reading/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

std::vector<std::string> texts(Document const& document) {
  std::vector<std::string> out;
  for (auto const& line : document.lines) out.push_back(line.text);
  return out;
}

using testing::ElementsAre;

TEST(Lines, LosePageNumbersAndTwoLineFooters) {
  std::vector<pdf::Page> pages;
  for (int n = 1; n <= 4; ++n)
    pages.push_back(
        {n, "Text " + std::string(1, static_cast<char>('a' + n)) +
                "\n\n\nInspection of Northmere local authority children's services\n11 to 22 December 2023      " +
                std::to_string(n) + "\n"});
  EXPECT_THAT(texts(lay_out(pages)), ElementsAre("Text b", "Text c", "Text d", "Text e"));
}

TEST(Lines, LoseRunningHeadersWithPageNumbers) {
  std::vector<pdf::Page> pages{{1, "Inspection of looked after children services\nNorthmere Council\n"}};
  for (int n = 2; n <= 6; ++n)
    pages.push_back({n, "Northmere Council Inspection of looked after children services      " + std::to_string(n) +
                            "\n\nText " + std::string(1, static_cast<char>('a' + n)) + "\n"});
  EXPECT_THAT(texts(lay_out(pages)), ElementsAre("Inspection of looked after children services", "Northmere Council",
                                                 "Text c", "Text d", "Text e", "Text f", "Text g"));
}

TEST(Lines, LosePageNumbersOnEitherSideAndFootnotes) {
  auto const document =
      lay_out({{1, "Board1\nText.\n\n\n1\n  A footnote that goes on\nover a line.\n2\n A second one.\n\n   1\n"},
               {2, "More text.\n\n\n3\n A third note.\n\n2\n"},
               {3, "Its age\n12\nis given.\n\n"}});
  EXPECT_THAT(texts(document), ElementsAre("Board1", "Text.", "More text.", "Its age", "12", "is given."));
}

TEST(Lines, KeepNumberedParagraphsBelowALoneNumber) {
  auto const document = lay_out({{1, "Until the age of\n1\n\n2. The council acts.\n"}});
  EXPECT_THAT(texts(document), ElementsAre("Until the age of", "1", "2. The council acts."));
}

TEST(Lines, EndAtTheClosingNotice) {
  auto const document = lay_out(
      {{1, "First."},
       {2, "Last paragraph.\n\nThe Office for Standards in Education, Children's Services and Skills\nregulates.\n"},
       {3, "Crown copyright\n"}});
  EXPECT_THAT(texts(document), ElementsAre("First.", "Last paragraph."));
}

TEST(Lines, RememberBlocksAndIndents) {
  auto const document = lay_out({{7, "  a\n\n   b\n    c"}});
  ASSERT_EQ(document.lines.size(), 3U);
  EXPECT_TRUE(document.lines[0].top);
  EXPECT_FALSE(document.lines[0].blank_before);
  EXPECT_TRUE(document.lines[1].blank_before);
  EXPECT_FALSE(document.lines[2].blank_before);
  EXPECT_EQ(document.lines[2].indent, 4);
  EXPECT_EQ(document.lines[2].page, 7);
  EXPECT_EQ(block_end(document.lines, 1, 3), 3U);
  EXPECT_EQ(joined(document.lines, 0, 3), "a b c");
}

TEST(Lines, CutWhatNoReportHolds) {
  auto const document = lay_out({{1, std::string(1'000'000, 'x')}});
  ASSERT_EQ(document.lines.size(), 1U);
  EXPECT_EQ(document.lines[0].text.size(), longest_line);
  EXPECT_EQ(document.warnings.size(), 1U);
  EXPECT_LE(lay_out({{1, std::string(1'000'000, '\n') + "x"}}).lines.size(), most_lines);
  EXPECT_TRUE(lay_out({}).lines.empty());
}

}  // namespace
}  // namespace gt::inspections::reading

#include "inspections/reading/text.h"

#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

TEST(Text, SqueezesEverySpaceAndFoldsTypography) {
  EXPECT_EQ(squeeze("  a \t b\xC2\xA0\xC2\xA0"
                    "c\xE2\x80\x83 "),
            "a b c");
  EXPECT_EQ(fold("Children\xE2\x80\x99s  \xE2\x80\x9CNorthmere\xE2\x80\x9D \xE2\x80\x93 A"),
            "children's \"northmere\" - a");
  EXPECT_EQ(letters("What does the LSCB need to improve?"), "whatdoesthelscbneedtoimprove");
  EXPECT_EQ(words("is: good."), (std::vector<std::string>{"is", "good"}));
}

TEST(Text, AcceptsBrokenBytes) {
  EXPECT_EQ(first_character("\xE2\x80"), 0xFFFDU);
  EXPECT_EQ(character_length("\xE2\x80"), 1U);
  EXPECT_EQ(squeeze("\xFF\xFE a"), "\xFF\xFE a");
  EXPECT_FALSE(fold("\xC3").empty());
  EXPECT_EQ(first_character(""), 0U);
}

TEST(Text, FindsBulletsOfEveryKind) {
  struct Case {
    char const* line;
    bool found;
    bool dash;
    char const* rest;
  };
  for (auto const& one : std::vector<Case>{
           {"\xEF\x81\xAE The quality", true, false, "The quality"},   // U+F06E
           {"\xE2\x97\xBC The quality", true, false, "The quality"},   // U+25FC
           {"\xEF\x82\xB7  The quality", true, false, "The quality"},  // U+F0B7
           {"\xEF\x82\xA7 permanence", true, false, "permanence"},     // U+F0A7
           {"\xEF\x80\xAD permanence", true, true, "permanence"},      // U+F02D
           {"\xEF\x82\xBE permanence", true, true, "permanence"},      // U+F0BE
           {"\xE2\x88\x92 permanence", true, true, "permanence"},      // U+2212
           {"\xE2\x80\x93 permanence", true, true, "permanence"},      // en dash
           {"\xCC\xB6 permanence", true, true, "permanence"},          // U+0336
           {"- permanence", true, true, "permanence"},
           {"\xE2\x80\xA2 help", true, false, "help"},
           {"o   permanence", true, true, "permanence"},
           {"\xEF\x81\xAE", true, false, ""},
           {"on time", false, false, ""},
           {"o permanence", false, false, ""},
           {"-10 places", false, false, ""},
           {"\xE2\x80\x93", false, false, ""},
           {"The quality", false, false, ""},
           {"", false, false, ""},
       }) {
    auto const found = bullet(one.line);
    ASSERT_EQ(found.has_value(), one.found) << one.line;
    if (!found) continue;
    EXPECT_EQ(found->dash, one.dash) << one.line;
    EXPECT_EQ(found->rest, one.rest);
  }
}

TEST(Text, FindsParagraphNumbers) {
  EXPECT_EQ(number("12. The council")->value, 12);
  EXPECT_EQ(number("12. The council")->rest, "The council");
  EXPECT_EQ(number("  7.The council")->rest, "The council");
  EXPECT_EQ(number("10.")->rest, "");
  for (auto const* line :
       {"2.1 Adoption performance", "1.5 million", "12 December", "0. None", "2016. The", "1234. The", "", "."})
    EXPECT_FALSE(number(line)) << line;
}

TEST(Text, JoinsLinesAndKeepsRealHyphens) {
  struct Case {
    char const* first;
    char const* second;
    char const* whole;
  };
  for (auto const& one : std::vector<Case>{
           {"decision-", "making", "decision-making"},
           {"co-", "worked with", "co-worked with"},
           {"16-", "and 17-year-olds", "16- and 17-year-olds"},
           {"short-", "or long-term", "short- or long-term"},
           {"0-", "to 18-month plans", "0- to 18-month plans"},
           {"up-", "to-date records", "up-to-date records"},
           {"fit -", "and well", "fit - and well"},
           {"plans", " are  late", "plans are late"},
           {"", "plans", "plans"},
           {"plans", "  ", "plans"},
       }) {
    std::string text = one.first;
    join_line(text, one.second);
    EXPECT_EQ(text, one.whole);
  }
}

TEST(Text, TakesFootnoteMarksOff) {
  EXPECT_EQ(without_footnote_mark("What needs to improve?1"), "What needs to improve?");
  EXPECT_EQ(without_footnote_mark("Board 2"), "Board");
  EXPECT_EQ(without_footnote_mark("Working Together 2015"), "Working Together 2015");
  EXPECT_EQ(without_footnote_mark("12"), "12");
}

TEST(Text, KnowsWhereASentenceEnds) {
  EXPECT_TRUE(ends_sentence("It is good."));
  EXPECT_TRUE(ends_sentence("They said: \xE2\x80\x98it helps.\xE2\x80\x99"));
  EXPECT_TRUE(ends_sentence("(It is good.)"));
  EXPECT_FALSE(ends_sentence("It is"));
  EXPECT_FALSE(ends_sentence(""));
}

}  // namespace
}  // namespace gt::inspections::reading

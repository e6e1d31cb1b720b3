#include "platform/core/text.h"

#include <gtest/gtest.h>

namespace gt {
namespace {

TEST(Text, TrimsAndSplits) {
  EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
  EXPECT_EQ(trimmed("  "), "");
  EXPECT_EQ(split_lines("a\r\nb\n\nc"), (std::vector<std::string>{"a", "b", "", "c"}));
  EXPECT_EQ(split("a\tb\t", '\t'), (std::vector<std::string>{"a", "b", ""}));
}

TEST(Text, FoldsWhatWasTypedIntoOneLine) {
  EXPECT_EQ(one_line("  first\r\nsecond \n\n\tthird  fourth\r\n"), "first second third fourth");
  EXPECT_EQ(one_line(" \r\n "), "");
  EXPECT_EQ(with_plain_line_ends("first\r\n\r\nsecond\n"), "first\n\nsecond\n");
}

TEST(Text, CountsCharactersNotBytes) { EXPECT_EQ(character_count("Máire’s"), 7u); }

TEST(Text, RefusesWhatCannotBeStored) {
  EXPECT_FALSE(text_fault("plain, Máire’s ◼ 𝄞\ttab\nline"));
  using namespace std::string_view_literals;
  for (auto bad :
       {"a\0b"sv, "\x1b[0m"sv, "\xc0\xaf"sv, "\xed\xa0\x80"sv, "\xf5\x80\x80\x80"sv, "\xe2\x82"sv, "\x80"sv, "\x7f"sv})
    EXPECT_TRUE(text_fault(bad));
}

}  // namespace
}  // namespace gt

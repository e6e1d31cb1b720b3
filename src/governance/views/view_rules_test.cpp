#include "governance/views/view_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::governance {
namespace {

using testing::HasSubstr;

Said said(char const* theme, char const* on, char const* scale) {
  return {theme, *on == '\0' ? std::nullopt : std::optional(Date::from_iso(on).value()), "", "words", "somebody", scale,
          ""};
}

TEST(ViewRules, TheLastWordsOfEachSideAreCompared) {
  auto const pairs = side_by_side(
      {"a", "b", "c"},
      {said("a", "2016-11-09", "limited"), said("a", "2015-01-01", "sustained"), said("b", "2016-11-09", "some")},
      {said("a", "2017-01-10", "considerable"), said("b", "2017-01-10", "some"), said("", "2017-01-10", "limited")});
  ASSERT_EQ(pairs.size(), 3u);
  EXPECT_EQ(pairs[0].agreement, Agreement::we_say_more);
  EXPECT_EQ(pairs[0].steps, 2);
  EXPECT_THAT(pairs[0].words, HasSubstr("they said “limited” on 9 November 2016"));
  EXPECT_EQ(pairs[1].agreement, Agreement::agree);
  EXPECT_EQ(pairs[2].agreement, Agreement::nothing_to_compare);
  EXPECT_THAT(pairs[2].words, HasSubstr("Nobody outside"));
}

TEST(ViewRules, WordsThatAreNotOnTheScaleDecideNothing) {
  auto const pairs =
      side_by_side({"a"}, {said("a", "2016-11-09", ""), said("a", "2016-10-01", "some")}, {said("a", "", "limited")});
  EXPECT_EQ(pairs.at(0).agreement, Agreement::they_say_more);
  EXPECT_EQ(pairs.at(0).theirs.size(), 2u);
  EXPECT_EQ(scale_step("considerable"), 3);
  EXPECT_EQ(scale_step("very"), std::nullopt);
}

}  // namespace
}  // namespace gt::governance

#include "funding/arithmetic/units.h"

#include <gtest/gtest.h>

namespace gt::funding {
namespace {

TEST(Units, RoundEachFigureByItselfHalvesAwayFromNothing) {
  for (auto const& [pence, pounds, thousands] : std::vector<std::array<std::int64_t, 3>>{{0, 0, 0},
                                                                                         {49, 0, 0},
                                                                                         {50, 1, 0},
                                                                                         {-50, -1, 0},
                                                                                         {-49, 0, 0},
                                                                                         {49'999, 500, 0},
                                                                                         {50'000, 500, 1},
                                                                                         {-50'000, -500, -1},
                                                                                         {149'999, 1'500, 1},
                                                                                         {75'000'000, 750'000, 750}}) {
    EXPECT_EQ(in_units(Money::pence(pence), Unit::pounds), pounds) << pence;
    EXPECT_EQ(in_units(Money::pence(pence), Unit::thousands), thousands) << pence;
  }
  EXPECT_TRUE(is_whole(Money::pounds(750'000), Unit::thousands));
  EXPECT_FALSE(is_whole(Money::pounds(750'001), Unit::thousands));
  EXPECT_TRUE(is_whole(Money::pounds(750'001), Unit::pounds));
}

TEST(Units, TheirWordsAreReadBack) {
  EXPECT_EQ(unit_from("pounds"), Unit::pounds);
  EXPECT_EQ(unit_from("thousands"), Unit::thousands);
  EXPECT_EQ(unit_from("millions"), std::nullopt);
}

}  // namespace
}  // namespace gt::funding

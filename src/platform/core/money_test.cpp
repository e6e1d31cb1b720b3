#include "platform/core/money.h"

#include <random>

#include <gtest/gtest.h>

namespace gt {
namespace {

TEST(Money, ReadsWhatPeopleAndLedgersWrite) {
  struct Case {
    char const* typed;
    std::int64_t pence;
  };
  for (auto const& [typed, pence] : {Case{"750000", 75'000'000},
                                     {"£750,000", 75'000'000},
                                     {" 1,234.50 ", 123'450},
                                     {"0.5", 50},
                                     {"-12.30", -1230},
                                     {"−12.30", -1230},
                                     {"(12.30)", -1230},
                                     {"£-5", -500},
                                     {"-£5", -500},
                                     {"750k", 75'000'000},
                                     {"£0.75m", 75'000'000},
                                     {"2.3M", 230'000'000},
                                     {"1.23456k", 123'456},
                                     {"0", 0},
                                     {"12.300", 1230},
                                     {"10,000,000,000", Money::most_pence}}) {
    auto const read = Money::from_typed(typed);
    ASSERT_TRUE(read.has_value()) << typed;
    EXPECT_EQ(read->pence(), pence) << typed;
  }
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (auto const* typed : {"", "£", "about 5", "1,23", "12,34.5", ",5", "1,2345", "5.", ".5", "1.234", "1e5", "--5",
                            "(5", "5)", "10,000,000,001", "99999999999999999999", "5 k", "£5€"})
    EXPECT_FALSE(Money::from_typed(typed).has_value()) << typed;
}

TEST(Money, PrintsAndReadsBackEveryAmount) {
  EXPECT_EQ(Money::pounds(750'000).printed(), "£750,000");
  EXPECT_EQ(Money::pence(123'450).printed(), "£1,234.50");
  EXPECT_EQ(Money::pence(-1230).printed(), "−£12.30");
  EXPECT_EQ(Money::pence(-1230).text(), "-12.30");
  EXPECT_EQ(Money::pence(5).text(), "0.05");
  std::mt19937_64 random{20261122};
  for (int at = 0; at < 2000; ++at) {
    auto const amount = Money::pence(static_cast<std::int64_t>(random() % 2'000'000'000'000) - 1'000'000'000'000);
    EXPECT_EQ(Money::from_typed(amount.text()).value(), amount);
    EXPECT_EQ(Money::from_typed(amount.printed()).value(), amount);
  }
}

TEST(Money, PrintsThousandsToOneDecimal) {
  EXPECT_EQ(Money::pounds(750'000).thousands(), "750");
  EXPECT_EQ(Money::pounds(1'500).thousands(), "1.5");
  EXPECT_EQ(Money::pounds(-74'000).thousands(), "−74");
  EXPECT_EQ(Money::pounds(2'300'000).thousands(), "2,300");
  EXPECT_EQ(Money::pence(4'999).thousands(), "0");
  EXPECT_EQ(Money::pence(5'000).thousands(), "0.1");
  EXPECT_EQ(Money::pence(-4'999).thousands(), "0");
}

TEST(Money, TakesAShareToTheNearestPennyHalvesAwayFromNothing) {
  EXPECT_EQ(Money::pence(100).times(1, 3).pence(), 33);
  EXPECT_EQ(Money::pence(5).times(1, 2).pence(), 3);
  EXPECT_EQ(Money::pence(-5).times(1, 2).pence(), -3);
  EXPECT_EQ(Money::pence(7).times(5, 10).pence(), 4);
  EXPECT_EQ(Money::pence(Money::most_pence).times(377'580, 377'580).pence(), Money::most_pence);
}

}  // namespace
}  // namespace gt

#include "funding/posts/source_mix.h"

#include <numeric>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Shares, AreExactToThePennyAndTheRestComesLast) {
  // A third of £1,000 and a third again: 333.30, 333.30 and the 333.40 that is left.
  EXPECT_THAT(by_share(Money::pounds(1000), {3'333, 3'333}),
              ElementsAre(Money::pence(33'330), Money::pence(33'330), Money::pence(33'340)));
  // Of three pence half, and half: the running sum is rounded.
  EXPECT_THAT(by_share(Money::pence(3), {5'000, 5'000}), ElementsAre(Money::pence(2), Money::pence(1), Money()));
  EXPECT_THAT(by_share(Money::pence(1), {3'334, 3'333, 3'333}),
              ElementsAre(Money(), Money::pence(1), Money(), Money()));
  EXPECT_THAT(by_share(Money::pounds(84'000), {}), ElementsAre(Money::pounds(84'000)));
}

TEST(Shares, LoseNothingWhateverTheyAre) {
  std::mt19937 random{20261122};
  for (int at = 0; at < 1000; ++at) {
    auto const amount = Money::pence(static_cast<std::int64_t>(random() % 100'000'000));
    std::vector<std::int64_t> shares;
    std::int64_t left = 10'000;
    while (left > 0 && shares.size() < 6) {
      shares.push_back(1 + static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(left)));
      left -= shares.back();
    }
    auto const parts = by_share(amount, shares);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), Money()), amount);
    for (std::size_t each = 0; each < shares.size(); ++each)
      EXPECT_LE(std::abs((parts[each] - amount.times(shares[each], 10'000)).pence()), 1);
  }
}

class SourceMixes : public test::FundingTest {};
INSTANTIATE_TEST_SUITE_P(Engines, SourceMixes, gt::test::engines(), gt::test::engine_name);

TEST_P(SourceMixes, DivideAPostBetweenItsPayersInBothYears) {
  auto const paid = line(approved("500000", {{"until", "2027-03-31"}}), "420000", {{"title", "Therapists"}});
  auto const post = add("post", {{"title", "Family therapist"},
                                 {"inside", paid},
                                 {"fte", "1"},
                                 {"basis", "fixed-term"},
                                 {"full_year", "84000"},
                                 {"planned_start", "2027-09-16"}});
  EXPECT_EQ(show("post", post).at("payers").at(0).at("payer"), "Therapists");
  add("contribution",
      {{"title", "A quarter"}, {"inside", post}, {"payer", "Health"}, {"share", "25"}, {"agreed", "agreed"}});
  add("contribution",
      {{"title", "A third"}, {"inside", post}, {"payer", "Schools"}, {"share", "33.33"}, {"agreed", "agreed"}});
  add("contribution",
      {{"title", "A part"}, {"inside", post}, {"payer", "Police"}, {"share", "10"}, {"agreed", "asked"}});
  add("contribution",
      {{"title", "A part"}, {"inside", post}, {"payer", "Housing"}, {"share", "90"}, {"agreed", "declined"}});
  EXPECT_THAT(
      refusal("contribution add", {{"title", "B"}, {"inside", post}, {"payer", "A"}, {"share", "31.68"}}).message,
      HasSubstr("would come to 100.01 per cent"));

  // 16 September to 31 March: 15 of 30 days and six months, 6.5 twelfths of 84,000.
  auto const shown = show("post", post);
  EXPECT_EQ(shown.at("part_year_of"), "2027/28");
  auto const payers = shown.at("payers");
  ASSERT_EQ(payers.size(), 3u);
  EXPECT_EQ(payers.at(0).at("part_year"), "11375.00");
  EXPECT_EQ(payers.at(0).at("full_year"), "21000.00");
  EXPECT_EQ(payers.at(1).at("part_year"), "15165.15");
  EXPECT_EQ(payers.at(1).at("full_year"), "27997.20");
  EXPECT_EQ(payers.at(2).at("payer"), "Therapists");
  EXPECT_EQ(payers.at(2).at("is_line"), true);
  EXPECT_EQ(payers.at(2).at("share"), "41.67");
  EXPECT_EQ(payers.at(2).at("part_year"), "18959.85");
  EXPECT_EQ(payers.at(2).at("full_year"), "35002.80");
  EXPECT_THAT(get("/posts/" + post).body,
              AllOf(HasSubstr("In 2027/28"), HasSubstr("£45,500"), HasSubstr("£84,000"),
                    HasSubstr("Police is asked for 10% and has not agreed: £8,400 in a full year")));

  // Undecided: 7,000 a month, of which the partners pay theirs and nobody is named for the rest.
  auto const month = [&] { return done("money month-13", json::object()).at("approvals").at(0).at("payers"); };
  EXPECT_EQ(month(), json::parse(R"([{"payer":"Health","a_month":"1750.00"},
    {"payer":"Nobody named yet","a_month":"2916.90"},{"payer":"Schools","a_month":"2333.10"}])"));
  done("post decide-exit", {{"post", post},
                            {"version", 1},
                            {"exit", "mainstream"},
                            {"exit_by", "Director"},
                            {"exit_on", "2026-11-01"},
                            {"exit_pays", "Service budget"}});
  EXPECT_EQ(month().at(2).at("payer"), "Service budget");
  EXPECT_EQ(month().at(2).at("a_month"), "2916.90");
  EXPECT_THAT(get("/resources/month-13").body, AllOf(HasSubstr("Who pays what a month"), HasSubstr("£2,916.90")));
}

}  // namespace
}  // namespace gt::funding

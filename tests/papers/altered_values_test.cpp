#include <iostream>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/papers/alterations.h"
#include "tests/papers/paper.h"

// A test that cannot fail shows nothing: each value is altered in turn, and the test of its fact must notice, both when
// it asks as a person and when it asks as a program.
namespace gt::papers {
namespace {

using testing::Contains;
using testing::Key;

std::unique_ptr<Paper> load_first(Alteration const& alteration, std::string& refusal) {
  for (auto const& paper : alteration.papers) {
    try {
      return std::make_unique<Paper>(paper);
    } catch (std::runtime_error const& error) {  // this other value is refused; the next may not be
      refusal = error.what();
    }
  }
  return nullptr;
}

// One share of the values, so that no test takes minutes: every `shares`th, from `share` on.
void alter_each_value(std::string const& name, std::size_t share = 0, std::size_t shares = 1) {
  auto const all = alterations(read_paper(name), Paper::loaded(name).registry());
  std::size_t altered_values = 0, noticed = 0;
  for (std::size_t i = share; i < all.size(); i += shares) {
    auto const& each = all[i];
    ++altered_values;
    std::string refusal;
    auto altered = load_first(each, refusal);
    if (!altered) {
      ADD_FAILURE() << name << each.where << " could not be altered: " << refusal;
      continue;
    }
    bool is_noticed = true;
    for (auto const& number : each.facts) {
      ASSERT_THAT(facts(), Contains(Key(number))) << name << each.where << " carries a fact without a test";
      auto const faults = check(facts().at(number), *altered);
      EXPECT_FALSE(faults.person.empty()) << number << " does not notice on any page: " << name << each.where;
      EXPECT_FALSE(faults.program.empty()) << number << " does not notice through the API: " << name << each.where;
      is_noticed = is_noticed && !faults.person.empty() && !faults.program.empty();
    }
    noticed += is_noticed;
  }
  std::cout << fmt::format("{}: {} values altered, {} noticed\n", name, altered_values, noticed);
  EXPECT_GT(altered_values, 0u);
  EXPECT_EQ(noticed, altered_values);
}

constexpr std::size_t havering_shares = 4;
class AlteredHavering : public testing::TestWithParam<std::size_t> {};
TEST_P(AlteredHavering, IsNoticed) { alter_each_value("havering-2018", GetParam(), havering_shares); }
INSTANTIATE_TEST_SUITE_P(Share, AlteredHavering, testing::Range<std::size_t>(0, havering_shares));

TEST(AlteredValues, TowerHamlets) { alter_each_value("tower-hamlets-2017"); }
TEST(AlteredValues, Bromley) { alter_each_value("bromley-2016"); }

// What the plan, governance and funding hold of the papers, by the numbers of the reading: each has a test.
TEST(Facts, EachHasATest) {
  for (auto const* number :
       {"H1.3",    "H1.5",    "H1.6",    "H1.7", "H1.8", "H2.1",  "H2.2",      "H2.3",    "H2.4",    "H2.5",
        "2.1",     "2.2",     "2.3",     "2.4",  "2.5",  "2.6",   "2.7",       "check 8", "T1.1",    "T1.2",
        "T1.8",    "T1.12",   "T1.13",   "T2.2", "T2.3", "B1.1",  "B1.6",      "B1.8",    "H1",      "H1.1",
        "H1.10",   "H2.6",    "check 7", "T1.3", "T1.4", "T1.5",  "T1.14",     "T1.15",   "T1.16",   "T1.17",
        "T1.18",   "T1.19",   "T2.1",    "T2.7", "T2.8", "T2.10", "B1.2",      "B1.3",    "B1.5",    "B1.9",
        "B1.10",   "B1.11",   "B1.12",   "H1.4", "H1.9", "H1.11", "section 3", "check 1", "check 2", "check 3",
        "check 4", "check 5", "check 6", "3.2",  "4.1",  "4.2",   "5.1",       "B1.4",    "B1.7",    "T2.4"})
    EXPECT_THAT(facts(), Contains(Key(number)));
}

}  // namespace
}  // namespace gt::papers

#include "plans/rules/brag.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace gt::plans::rules {
namespace {

using testing::HasSubstr;
using D = Delivered;

struct BragCase {
  std::string variant;
  int row;
  Position position;
  Colour colour;
  std::string word;
  Shape shape;
};

Position embedded() { return {.delivered = D::done, .difference = Rung::outcome, .agreed = true}; }

// The rows that every variant shares, `first` being the place of "off track, no recovery".
std::vector<BragCase> shared_rows(std::string const& variant, int first) {
  return {
      {variant, first, {.delivered = D::off_track}, Colour::red, "Off track", Shape::square},
      // off track comes before late: the owner's own word is the stronger reason
      {variant, first, {.delivered = D::off_track, .days_late_agreed = 9}, Colour::red, "Off track", Shape::square},
      {variant, first + 1, {.delivered = D::on_track, .days_late_agreed = 1}, Colour::red, "Late", Shape::square},
      {variant, first + 1, {.delivered = D::not_started, .days_late_agreed = 3}, Colour::red, "Late", Shape::square},
      {variant, first + 1, {.delivered = D::at_risk, .days_late_agreed = 3}, Colour::red, "Late", Shape::square},
      {variant,
       first + 2,
       {.delivered = D::off_track, .has_recovery = true},
       Colour::amber,
       "At risk",
       Shape::triangle},
      {variant,
       first + 3,
       {.delivered = D::on_track, .days_late_agreed = 20, .has_recovery = true},
       Colour::amber,
       "At risk",
       Shape::triangle},
      {variant, first + 4, {.delivered = D::at_risk}, Colour::amber, "At risk", Shape::triangle},
      {variant,
       first + 5,
       {.delivered = D::on_track, .days_late_first = 94},
       Colour::amber,
       "At risk",
       Shape::triangle},
      {variant,
       first + 5,
       {.delivered = D::not_started, .days_late_first = 1},
       Colour::amber,
       "At risk",
       Shape::triangle},
      {variant,
       first + 6,
       {.delivered = D::on_track, .worst_open_risk = 15},
       Colour::amber,
       "At risk",
       Shape::triangle},
      {variant, first + 8, {.delivered = D::on_track, .worst_open_risk = 14}, Colour::green, "On track", Shape::disc},
      {variant,
       first + 8,
       {.delivered = D::on_track, .difference = Rung::outcome, .agreed = true},
       Colour::green,
       "On track",
       Shape::disc},
  };
}

std::vector<BragCase> cases() {
  std::vector<BragCase> all{
      {"default", 1, embedded(), Colour::blue, "Embedded", Shape::diamond},
      {"default", 2, {.delivered = D::done}, Colour::green, "Done", Shape::disc},
      {"default", 2, {.delivered = D::done, .difference = Rung::outcome}, Colour::green, "Done", Shape::disc},
      {"default",
       2,
       {.delivered = D::done, .difference = Rung::experience, .agreed = true},
       Colour::green,
       "Done",
       Shape::disc},
      {"default",
       2,
       {.delivered = D::done, .days_late_first = 30, .worst_open_risk = 25},
       Colour::green,
       "Done",
       Shape::disc},
      {"default", 10, {.worst_open_risk = 25}, Colour::grey, "Not started", Shape::ring},
      {"complete-is-blue", 1, embedded(), Colour::blue, "Complete", Shape::diamond},
      {"complete-is-blue", 1, {.delivered = D::done}, Colour::blue, "Complete", Shape::diamond},
      {"complete-is-blue", 9, {}, Colour::grey, "Not started", Shape::ring},
      {"plain-rag", 1, embedded(), Colour::green, "Done", Shape::disc},
      {"plain-rag", 9, {}, Colour::green, "On track", Shape::disc},
      {"purple-embedded", 1, embedded(), Colour::purple, "Embedded", Shape::star},
      {"purple-embedded", 2, {.delivered = D::done}, Colour::blue, "Complete", Shape::diamond},
      {"purple-embedded", 10, {}, Colour::grey, "Not started", Shape::ring},
  };
  for (auto const& each : shared_rows("default", 3)) all.push_back(each);
  for (auto const& each : shared_rows("complete-is-blue", 2)) all.push_back(each);
  for (auto const& each : shared_rows("plain-rag", 2)) all.push_back(each);
  for (auto const& each : shared_rows("purple-embedded", 3)) all.push_back(each);
  return all;
}

TEST(Brag, TheFirstRowThatHoldsWins) {
  std::set<std::pair<std::string, int>> rows_met;
  for (auto const& each : cases()) {
    auto found = brag(each.variant, each.position);
    EXPECT_EQ(found.row, each.row) << each.variant << ": " << found.why;
    EXPECT_EQ(found.colour, each.colour) << each.variant << " row " << each.row;
    EXPECT_EQ(found.word, each.word) << each.variant << " row " << each.row;
    EXPECT_EQ(found.shape, each.shape) << each.variant << " row " << each.row;
    rows_met.emplace(each.variant, found.row);
  }
  for (auto const& variant : brag_rules().variants())
    for (int row = 1; row <= static_cast<int>(brag_rules().row_count(variant)); ++row)
      EXPECT_TRUE(rows_met.contains({variant, row})) << variant << " row " << row << " has no case";
}

TEST(Brag, SaysWhyWithTheFigures) {
  EXPECT_EQ(brag("default", {.delivered = D::on_track, .days_late_agreed = 12}).why,
            "It is 12 days past the agreed date, and no recovery is agreed.");
  EXPECT_EQ(brag("default", {.delivered = D::on_track, .days_late_first = 1}).why,
            "It is 1 day past its first date; the later date is agreed.");
  EXPECT_EQ(brag("default", {.delivered = D::on_track, .worst_open_risk = 20}).why, "A risk scored 20 is open.");
}

// The word "At risk" is given for three reasons; whoever reads the key learns of each.
TEST(Brag, TheKeySaysEverythingThatIsShownAtRisk) {
  for (auto const& variant : brag_rules().variants()) {
    auto const& rows = key(variant);
    auto const row = std::find_if(rows.begin(), rows.end(), [](KeyRow const& each) { return each.word == "At risk"; });
    ASSERT_NE(row, rows.end()) << variant;
    for (auto const& [position, words] :
         {std::pair{Position{.delivered = D::on_track, .days_late_agreed = 1, .has_recovery = true},
                    "Late or short, with a recovery agreed"},
          {Position{.delivered = D::on_track, .days_late_first = 1}, "past its first date, with a later date agreed"},
          {Position{.delivered = D::on_track, .worst_open_risk = 15}, "a serious risk is open"}}) {
      EXPECT_EQ(brag(variant, position).word, "At risk") << variant << words;
      EXPECT_NE(row->meaning.find(words), std::string::npos) << variant << ": " << row->meaning;
    }
  }
}

TEST(Brag, EveryPositionHasASignThatItsKeyExplains) {
  for (auto const& variant : brag_rules().variants())
    for (auto delivered : kAllDelivered)
      for (auto rung : kAllRungs)
        for (int bits = 0; bits < 32; ++bits) {
          auto bit = [&](int place) { return ((bits >> place) & 1) == 1; };
          Position position{delivered, rung, bit(0), bit(1) ? 40 : 0, bit(2) ? 5 : 0, bit(3) ? 16 : 6, bit(4)};
          auto found = brag(variant, position);
          auto const& rows = key(variant);
          EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](KeyRow const& row) {
            return row.word == found.word && row.shape == found.shape && row.colour == found.colour;
          })) << variant;
          EXPECT_EQ(found.why.find('{'), std::string::npos) << found.why;
          if (found.word == "Embedded") {
            EXPECT_TRUE(delivered == D::done && rung == Rung::outcome && position.agreed);
          }
        }
}

TEST(Brag, VariantsAreKnownByName) {
  EXPECT_THAT(brag_rules().variants(),
              testing::ElementsAre("default", "complete-is-blue", "plain-rag", "purple-embedded"));
  EXPECT_TRUE(brag_rules().has_variant("plain-rag"));
  EXPECT_FALSE(brag_rules().has_variant("rainbow"));
  EXPECT_EQ(word(Colour::amber), "amber");
  EXPECT_EQ(word(Shape::triangle), "triangle");
}

std::string key_row(std::string const& sign) { return "key\tx\t\t\t\t\t\t\t\t" + sign + "\tWhy.\n"; }
std::string rule_row(std::string const& conditions, std::string const& sign) {
  return "rule\tx\t" + conditions + "\t" + sign + "\tWhy.\n";
}
std::string const kAllAny = "any\tany\tany\tany\tany\tany\tany";
std::string const kDone = "green\tDone\tdisc";

TEST(BragRules, AreRefusedWithTheLine) {
  auto start = "# head\n" + key_row(kDone);
  ASSERT_TRUE(BragRules::read(start + rule_row(kAllAny, kDone)));
  struct Refused {
    std::string text, message;
  };
  for (auto const& each : std::vector<Refused>{
           {"", "no variant"},
           {start, "Line 2 of the BRAG rules: this variant has no rule"},
           {start + "rule\tx\tdone\n", "Line 3 of the BRAG rules: write thirteen cells"},
           {start + rule_row("finished\tany\tany\tany\tany\tany\tany", kDone), "no delivered rating \"finished\""},
           {start + rule_row("any\tladder\tany\tany\tany\tany\tany", kDone), "no rung \"ladder\""},
           {start + rule_row("any\tany\tmaybe\tany\tany\tany\tany", kDone), "yes, no or any, not \"maybe\""},
           {start + rule_row("any\tany\tany\t0\tany\tany\tany", kDone), "whole number from 1"},
           {start + rule_row("any\tany\tany\tany\t3 days\tany\tany", kDone), "not \"3 days\""},
           {start + rule_row(kAllAny, "mauve\tDone\tdisc"), "no colour \"mauve\""},
           {start + rule_row(kAllAny, "green\tDone\tblob"), "no shape \"blob\""},
           {start + rule_row(kAllAny, "green\t\tdisc"), "needs a word"},
           {start + rule_row(kAllAny, "red\tLate\tsquare"), "does not explain \"Late\""},
           {start + rule_row("done\tany\tany\tany\tany\tany\tany", kDone), "Line 3 of the BRAG rules: the last row"},
           {start + rule_row(kAllAny, kDone) + rule_row(kAllAny, kDone),
            "Line 4 of the BRAG rules: no position reaches"},
           {start + rule_row("any\tany\tany\tany\t1\tany\tany", kDone) +
                rule_row("done\tany\tany\tany\t5\tany\tno", kDone) + rule_row(kAllAny, kDone),
            "line 3 takes them all"},
           {start + rule_row("any\tany\tany\t30\tany\tany\tany", kDone) +
                rule_row("any\tany\tany\t7\tany\tany\tany", kDone) +
                rule_row("any\tany\tany\t1\tany\tany\tany", kDone) + rule_row(kAllAny, kDone),
            "Line 3 of the BRAG rules: this variant tells apart more than two lengths"},
           {start + key_row("red\tLate\tsquare") + rule_row(kAllAny, kDone),
            "Line 3 of the BRAG rules: no rule gives \"Late\""},
           {start + key_row("red\tDone\tsquare") + rule_row(kAllAny, kDone), "already explains"},
           {start + "other\tx\t\t\t\t\t\t\t\tgreen\tDone\tdisc\tWhy.\n", "a rule or a key"},
           {start + "key\tx\tdone\t\t\t\t\t\t\tred\tLate\tsquare\tWhy.\n", "no conditions"}}) {
    auto rules = BragRules::read(each.text);
    ASSERT_FALSE(rules) << each.text;
    EXPECT_THAT(rules.error().message, HasSubstr(each.message));
  }
}

}  // namespace
}  // namespace gt::plans::rules

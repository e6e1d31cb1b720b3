#include "plans/rules/ratings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/day.h"

namespace gt::plans::rules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using D = Delivered;

EvidenceFact fact(std::string kind, Rung rung, std::optional<Date> from = std::nullopt,
                  std::optional<Date> to = std::nullopt) {
  return {std::move(kind), rung, from, to, true, true, false, "someone"};
}

std::vector<std::string> rules_of(std::vector<MissingProof> const& missing) {
  std::vector<std::string> names;
  for (auto const& proof : missing) {
    EXPECT_FALSE(proof.words.empty());
    names.push_back(proof.rule);
  }
  return names;
}

TEST(Done, NeedsCurrentEvidenceOfTheOutput) {
  struct Case {
    std::vector<EvidenceFact> facts;
    bool is_allowed;
  };
  auto stale = fact("file", Rung::output);
  stale.current = false;
  auto waiting = fact("file", Rung::output);
  waiting.accepted = false;
  for (auto const& each : std::vector<Case>{{{}, false},
                                            {{fact("file", Rung::none)}, false},
                                            {{fact("file", Rung::activity)}, false},
                                            {{stale}, false},
                                            {{fact("file", Rung::output)}, true},
                                            {{waiting}, true},
                                            {{fact("audit", Rung::practice)}, true},
                                            {{stale, fact("measure", Rung::outcome)}, true}}) {
    EXPECT_EQ(missing_for_done(each.facts).empty(), each.is_allowed);
    auto result = may_be_done(each.facts);
    ASSERT_EQ(result.has_value(), each.is_allowed);
    if (each.is_allowed) continue;
    EXPECT_EQ(result.error().kind, ErrorKind::invalid);
    EXPECT_EQ(result.error().fields.at(0).field, "delivered");
    EXPECT_THAT(result.error().message, HasSubstr("evidence of the output"));
  }
}

TEST(Claim, ActivityAndOutputNeedOneCurrentItem) {
  for (auto claim : {Rung::activity, Rung::output}) {
    EXPECT_THAT(rules_of(missing_for_claim(claim, {}, "owner", "")), ElementsAre("rung-is-evidenced"));
    EXPECT_TRUE(may_claim(claim, std::vector{fact("file", claim)}, "owner", ""));
    EXPECT_TRUE(may_claim(claim, std::vector{fact("file", Rung::outcome)}, "owner", ""));
    auto stale = fact("file", claim);
    stale.current = false;
    EXPECT_FALSE(may_claim(claim, std::vector{stale}, "owner", ""));
  }
  EXPECT_FALSE(may_claim(Rung::output, std::vector{fact("file", Rung::activity)}, "owner", ""));
  EXPECT_TRUE(may_claim(Rung::none, {}, "", "")) << "taking a claim back needs no proof";
}

TEST(Claim, ADifferenceNeedsTwoKindsAQuarterAndAnotherPerson) {
  auto const first = day(2026, 1, 1), last = day(2026, 3, 31);
  struct Case {
    std::string what;
    std::vector<EvidenceFact> facts;
    std::string owner, agreeing;
    std::vector<std::string> missing;
  };
  auto audit = fact("audit", Rung::practice, first, last);
  auto feedback = fact("feedback", Rung::experience, last, last);
  auto not_accepted = feedback;
  not_accepted.accepted = false;
  auto expired = feedback;
  expired.current = false;
  std::vector<Case> const cases{
      {"nothing", {}, "owner", "", {"two-kinds-of-source", "covers-a-quarter", "agreed-by-another"}},
      {"all there", {audit, feedback}, "owner", "board", {}},
      {"owner without an account", {audit, feedback}, "", "board", {}},
      {"one kind twice", {audit, audit}, "owner", "board", {"two-kinds-of-source"}},
      {"second not accepted", {audit, not_accepted}, "owner", "board", {"two-kinds-of-source"}},
      {"second expired", {audit, expired}, "owner", "board", {"two-kinds-of-source"}},
      {"second below the rung",
       {audit, fact("file", Rung::output, first, last)},
       "owner",
       "board",
       {"two-kinds-of-source"}},
      {"owner agreed alone", {audit, feedback}, "owner", "owner", {"agreed-by-another"}},
      {"nobody agreed, owner unknown", {audit, feedback}, "", "", {"agreed-by-another"}},
      {"a day short",
       {fact("audit", Rung::practice, first, first),
        fact("feedback", Rung::practice, day(2026, 3, 30), day(2026, 3, 30))},
       "owner",
       "board",
       {"covers-a-quarter"}},
      {"far apart with a gap",
       {fact("audit", Rung::practice, first), fact("feedback", Rung::practice, std::nullopt, last)},
       "owner",
       "board",
       {}},
      {"no dates",
       {fact("audit", Rung::practice), fact("feedback", Rung::practice)},
       "owner",
       "board",
       {"covers-a-quarter"}},
      {"everything short",
       {fact("audit", Rung::practice, first, first)},
       "owner",
       "owner",
       {"two-kinds-of-source", "covers-a-quarter", "agreed-by-another"}}};
  for (auto const& each : cases) {
    auto missing = missing_for_claim(Rung::practice, each.facts, each.owner, each.agreeing);
    EXPECT_EQ(rules_of(missing), each.missing) << each.what;
    auto result = may_claim(Rung::practice, each.facts, each.owner, each.agreeing);
    ASSERT_EQ(result.has_value(), each.missing.empty()) << each.what;
    if (result) continue;
    ASSERT_EQ(result.error().fields.size(), each.missing.size()) << "all at once";
    for (std::size_t i = 0; i < missing.size(); ++i) {
      EXPECT_EQ(result.error().fields[i].field, "difference");
      EXPECT_EQ(result.error().fields[i].message, missing[i].words);
      EXPECT_THAT(result.error().message, HasSubstr(missing[i].words));
    }
  }
}

TEST(Claim, AQuarterIsThreeCalendarMonths) {
  struct Case {
    Date first, last;
    bool is_quarter;
  };
  for (auto const& each :
       {Case{day(2026, 1, 1), day(2026, 3, 31), true}, Case{day(2026, 1, 1), day(2026, 3, 30), false},
        Case{day(2026, 10, 15), day(2027, 1, 14), true}, Case{day(2026, 10, 15), day(2027, 1, 13), false},
        Case{day(2026, 11, 30), day(2027, 2, 27), true}, Case{day(2026, 11, 30), day(2027, 2, 26), false},
        Case{day(2027, 11, 30), day(2028, 2, 28), true}, Case{day(2027, 11, 30), day(2028, 2, 27), false}}) {
    std::vector<EvidenceFact> facts{fact("audit", Rung::practice, each.first, each.last),
                                    fact("feedback", Rung::practice)};
    auto missing = missing_for_claim(Rung::practice, facts, "owner", "board");
    EXPECT_EQ(missing.empty(), each.is_quarter) << each.first.iso() << " to " << each.last.iso();
    if (!each.is_quarter) {
      EXPECT_THAT(missing.at(0).words, HasSubstr("reaches " + each.last.plus_days(1).printed()));
    }
  }
}

TEST(Claim, AnOutcomeNeedsAMeasureThatMoved) {
  auto const first = day(2026, 1, 1), last = day(2026, 6, 30);
  std::vector<EvidenceFact> facts{fact("measure", Rung::outcome, first, last),
                                  fact("audit", Rung::outcome, first, last)};
  EXPECT_THAT(rules_of(missing_for_claim(Rung::outcome, facts, "owner", "board")), ElementsAre("measure-moved"));
  EXPECT_TRUE(may_claim(Rung::experience, facts, "owner", "board"));
  facts[0].measure_moved = true;
  EXPECT_TRUE(may_claim(Rung::outcome, facts, "owner", "board"));
  facts[0].current = false;
  EXPECT_THAT(rules_of(missing_for_claim(Rung::outcome, facts, "owner", "board")),
              ElementsAre("two-kinds-of-source", "measure-moved"));
}

TEST(Measure, MovesOnlyWithBothValuesAndDates) {
  MeasureChange const whole{61.0, 90.0, day(2026, 1, 1), day(2026, 9, 1), false};
  EXPECT_TRUE(missing_for_moved(whole).empty());
  EXPECT_EQ(missing_for_moved({}).size(), 4u) << "each missing part is named";
  auto without_baseline = whole;
  without_baseline.baseline.reset();
  EXPECT_THAT(missing_for_moved(without_baseline).at(0).words, HasSubstr("value at the start"));
  auto backwards = whole;
  backwards.end_date = day(2025, 12, 31);
  EXPECT_THAT(missing_for_moved(backwards).at(0).words, HasSubstr("after 1 January 2026"));
  auto same = whole;
  same.end_value = 61.0;
  EXPECT_EQ(missing_for_moved(same).size(), 1u);
  auto fewer_is_good = whole;
  fewer_is_good.lower_is_better = true;
  EXPECT_EQ(missing_for_moved(fewer_is_good).size(), 1u);
  fewer_is_good.end_value = 40.0;
  EXPECT_TRUE(missing_for_moved(fewer_is_good).empty());
}

TEST(RollUp, DeliveredIsTheWorstThatMatters) {
  struct Case {
    std::vector<Child> children;
    Delivered delivered;
    std::string why;
    std::vector<std::string> held_by;
  };
  for (auto const& each : std::vector<Case>{
           {{{"a", D::done}}, D::done, "The only one is done.", {}},
           {{{"a", D::done}, {"b", D::done}}, D::done, "All 2 are done.", {}},
           {{{"a"}, {"b"}}, D::not_started, "None has started.", {}},
           {{{"a", D::done}, {"b"}}, D::on_track, "1 of 2 is done. None is at risk, off track or late.", {"b"}},
           {{{"a", D::on_track}, {"b"}}, D::on_track, "0 of 2 are done. None is at risk, off track or late.", {}},
           {{{"a", D::on_track}, {"b", D::at_risk}}, D::at_risk, "1 of 2 is at risk or late.", {"b"}},
           {{{"a", D::on_track, Rung::none, true}, {"b", D::done}}, D::at_risk, "1 of 2 is at risk or late.", {"a"}},
           {{{"a", D::on_track}}, D::on_track, "0 of 1 is done. None is at risk, off track or late.", {}},
           {{{"a", D::not_started, Rung::none, true}}, D::at_risk, "1 of 1 is at risk or late.", {"a"}},
           {{{"a", D::done, Rung::none, true}}, D::done, "The only one is done.", {}},
           {{{"a", D::at_risk}, {"b", D::off_track}, {"c", D::off_track}, {"d", D::done}},
            D::off_track,
            "2 of 4 are off track.",
            {"b", "c"}},
           {{{"a", D::off_track, Rung::none, true}}, D::off_track, "1 of 1 is off track.", {"a"}}}) {
    auto result = roll_up(each.children);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->delivered, each.delivered) << each.why;
    EXPECT_EQ(result->delivered_why, each.why);
    EXPECT_EQ(result->delivered_held_by.ids, each.held_by) << each.why;
    EXPECT_EQ(result->delivered_held_by.all, each.held_by.size()) << each.why;
  }
}

TEST(RollUp, DifferenceIsTheLowestRungThatAllReached) {
  std::vector<Child> children{
      {"a", D::done, Rung::outcome}, {"b", D::done, Rung::practice}, {"c", D::done, Rung::practice}};
  auto result = roll_up(children);
  EXPECT_EQ(result->difference, Rung::practice);
  EXPECT_EQ(result->difference_why, "The lowest rung that all 3 have reached: 2 are no higher.");
  EXPECT_THAT(result->difference_held_by.ids, ElementsAre("b", "c"));
  EXPECT_THAT(result->by_rung, ElementsAre(0, 0, 0, 2, 0, 1));
  EXPECT_THAT(result->by_delivered, ElementsAre(0, 0, 0, 0, 3));

  children.push_back({"d", D::not_started, Rung::none});
  result = roll_up(children);
  EXPECT_EQ(result->difference, Rung::none);
  EXPECT_THAT(result->difference_why, HasSubstr("1 is no higher"));
  EXPECT_THAT(result->difference_held_by.ids, ElementsAre("d"));

  result = roll_up(std::vector<Child>{{"a", D::done, Rung::outcome}, {"b", D::done, Rung::outcome}});
  EXPECT_EQ(result->difference_why, "All 2 are on this rung.");
  EXPECT_TRUE(result->difference_held_by.ids.empty()) << "nothing holds it back";

  result = roll_up(std::vector<Child>{{"a", D::done, Rung::output}, {"b", D::done, Rung::output}});
  EXPECT_TRUE(result->difference_held_by.ids.empty()) << "none is lower than the rest";
  EXPECT_EQ(result->difference_held_by.all, 0u);
}

TEST(RollUp, TellsFiveAtMostAndCountsAll) {
  std::vector<Child> children;
  for (int i = 0; i < 20; ++i)
    children.push_back({"action-" + std::to_string(i), D::off_track, Rung::none, i % 2 == 0});
  children.push_back({"higher", D::on_track, Rung::output});
  auto result = roll_up(children);
  EXPECT_EQ(result->delivered_held_by.ids.size(), kHeldBackTold);
  EXPECT_EQ(result->delivered_held_by.all, 20u);
  EXPECT_EQ(result->difference_held_by.ids.size(), kHeldBackTold);
  EXPECT_EQ(result->difference_held_by.all, 20u);
  EXPECT_EQ(result->late, 10u);
  EXPECT_EQ(result->delivered_why, "20 of 21 are off track.");
}

TEST(LostProof, IsWhatARatingRestedOn) {
  EvidenceFact const output{.source_kind = "document", .rung = Rung::output, .current = true};
  EXPECT_THAT(lost_proof(D::done, Rung::none, std::vector{output}), testing::IsEmpty());
  auto gone = output;
  gone.current = false;
  EXPECT_THAT(lost_proof(D::done, Rung::none, std::vector{gone}),
              ElementsAre(testing::Field(&MissingProof::rule, "output-is-evidenced")));
  EXPECT_THAT(lost_proof(D::on_track, Rung::none, std::vector{gone}), testing::IsEmpty()) << "nothing was claimed";
  EXPECT_THAT(lost_proof(D::on_track, Rung::output, std::vector{gone}),
              ElementsAre(testing::Field(&MissingProof::rule, "rung-is-evidenced")));
  // Who agreed has agreed; the evidence is looked at alone.
  EXPECT_THAT(lost_proof(D::on_track, Rung::practice, std::vector<EvidenceFact>{}),
              testing::Not(testing::Contains(testing::Field(&MissingProof::rule, "agreed-by-another"))));
  EXPECT_THAT(lost_proof(D::on_track, Rung::practice, std::vector<EvidenceFact>{}), testing::Not(testing::IsEmpty()));
}

TEST(RollUp, HasNothingToJudgeWithoutChildren) { EXPECT_FALSE(roll_up(std::vector<Child>{})); }

TEST(Words, AreOneForEachValueAndReadBack) {
  std::set<std::string_view> seen;
  for (auto value : kAllDelivered) {
    EXPECT_EQ(delivered_from_code(code(value)), value);
    EXPECT_TRUE(seen.insert(word(value)).second);
  }
  for (auto value : kAllRungs) {
    EXPECT_EQ(rung_from_code(code(value)), value);
    EXPECT_TRUE(seen.insert(word(value)).second);
  }
  EXPECT_FALSE(delivered_from_code("embedded"));
  EXPECT_FALSE(rung_from_code("Activity"));
}

}  // namespace
}  // namespace gt::plans::rules

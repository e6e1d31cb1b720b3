#include "inspections/targets/target_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace gt::inspections {
namespace {

using State = TargetStanding::State;

TargetFacts good_by_april() { return {"good", day(2026, 4, 30), day(2025, 1, 10), {}, {}, {}}; }
Judged judged(char const* grade, Date on) { return {grade, on, "Standard inspection"}; }

struct Case {
  char const* name;
  std::vector<Judged> judged;
  Date today;
  State state;
  char const* words;
};

TEST(TargetRules, SayHowATargetEnded) {
  for (auto const& each : {
           Case{"open", {}, day(2026, 4, 29), State::open, "Open: 1 day left"},
           Case{"open on its day", {}, day(2026, 4, 30), State::open, "Open: its date is today"},
           Case{"untested",
                {},
                day(2026, 5, 1),
                State::date_passed,
                "Its date passed on 30 April 2026, and no inspection has judged this since it was set"},
           Case{"met",
                {judged("good", day(2026, 4, 1))},
                day(2026, 4, 2),
                State::met,
                "Met on 1 April 2026, 29 days before its date"},
           Case{"better than asked",
                {judged("outstanding", day(2026, 4, 30))},
                day(2026, 6, 1),
                State::met,
                "Met on 30 April 2026, on its very day"},
           Case{"met late",
                {judged("good", day(2026, 5, 1))},
                day(2026, 6, 1),
                State::met_late,
                "Met late, on 1 May 2026: 1 day after its date"},
           Case{"missed",
                {judged("requires improvement", day(2026, 6, 1))},
                day(2026, 6, 1),
                State::missed,
                "Missed: judged requires improvement on 1 June 2026"},
           Case{"worse before its date",
                {judged("inadequate", day(2025, 6, 1))},
                day(2026, 4, 30),
                State::open,
                "Open: its date is today"},
           Case{"worse before, and its date passes",
                {judged("inadequate", day(2025, 6, 1))},
                day(2026, 5, 1),
                State::missed,
                "Missed: judged inadequate on 1 June 2025"},
           Case{"worse, then met late",
                {judged("inadequate", day(2025, 6, 1)), judged("good", day(2026, 7, 1))},
                day(2026, 8, 1),
                State::met_late,
                "Met late, on 1 July 2026: 62 days after its date"},
           Case{"judged before it was set",
                {judged("good", day(2025, 1, 10))},
                day(2026, 1, 1),
                State::open,
                "Open: 119 days left"},
           Case{"not judged",
                {judged("not judged", day(2026, 6, 1))},
                day(2026, 6, 2),
                State::date_passed,
                "Its date passed on 30 April 2026, and no inspection has judged this since it was set"},
           Case{"not known yet on that day",
                {judged("good", day(2026, 4, 1))},
                day(2026, 3, 31),
                State::open,
                "Open: 30 days left"},
       }) {
    auto const found = standing(good_by_april(), each.judged, each.today);
    EXPECT_EQ(found.state, each.state) << each.name;
    EXPECT_EQ(found.words, each.words) << each.name;
  }
}

TEST(TargetRules, ALaterTargetTakesItsPlaceUnlessItHadEnded) {
  auto target = good_by_april();
  target.superseded_on = day(2025, 9, 1);
  EXPECT_EQ(standing(target, {}, day(2025, 8, 31)).state, State::open) << "as it stood the day before";
  EXPECT_EQ(standing(target, {}, day(2025, 9, 1)).words, "Superseded on 1 September 2025");
  EXPECT_EQ(standing(target, {judged("good", day(2025, 6, 1))}, day(2026, 1, 1)).state, State::met);
  EXPECT_EQ(standing(target, {judged("good", day(2025, 10, 1))}, day(2026, 1, 1)).state, State::superseded);
  target.superseded_on = day(2026, 9, 1);
  EXPECT_EQ(standing(target, {judged("inadequate", day(2026, 6, 1))}, day(2027, 1, 1)).state, State::missed);
  EXPECT_EQ(standing(target, {}, day(2027, 1, 1)).state, State::superseded);
}

TEST(TargetRules, PeopleSayHowItEndedWhereNoInspectionDoes) {
  auto target = good_by_april();
  target.said_outcome = "withdrawn";
  target.said_on = day(2025, 6, 1);
  EXPECT_EQ(standing(target, {}, day(2025, 5, 31)).state, State::open);
  EXPECT_EQ(standing(target, {}, day(2025, 6, 1)).words, "Withdrawn on 1 June 2025");
  EXPECT_EQ(standing(target, {judged("inadequate", day(2026, 6, 1))}, day(2027, 1, 1)).state, State::withdrawn)
      << "what was given up is not missed afterwards";
  target.said_outcome = "met";
  target.said_on = day(2026, 5, 2);
  EXPECT_EQ(standing(target, {}, day(2026, 6, 1)).words,
            "Met late, as it was said on 2 May 2026: 2 days after its date");
  target.said_outcome = "missed";
  EXPECT_EQ(standing(target, {}, day(2026, 6, 1)).state, State::missed);
  EXPECT_EQ(standing(target, {judged("good", day(2026, 4, 1))}, day(2026, 6, 1)).state, State::met)
      << "an inspection outranks what people say";
}

TEST(TargetRules, CompareGrades) {
  EXPECT_TRUE(is_at_least("outstanding", "good"));
  EXPECT_TRUE(is_at_least("good", "good"));
  EXPECT_FALSE(is_at_least("requires improvement", "good"));
  EXPECT_TRUE(is_at_least("adequate", "requires improvement"));
  EXPECT_FALSE(is_at_least("not judged", "inadequate"));
}

}  // namespace
}  // namespace gt::inspections

#include "plans/timeline/timeline_geometry.h"

#include <gmock/gmock.h>

namespace gt::plans {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Date iso(std::string_view text) { return Date::from_iso(text).value(); }

std::vector<std::string> labels(std::vector<Tick> const& ticks) {
  std::vector<std::string> out;
  for (auto const& each : ticks) out.push_back(each.label);
  return out;
}

TEST(TimelineDays, AreWholeStepsAroundEveryDay) {
  std::vector<Dated> const all{{iso("2026-05-10"), iso("2026-11-20"), iso("2026-08-01")}, {{}, iso("2027-01-03"), {}}};
  EXPECT_EQ(drawn_days(all, Zoom::month), (DrawnDays{iso("2026-05-01"), iso("2027-01-31")}));
  EXPECT_EQ(drawn_days(all, Zoom::quarter), (DrawnDays{iso("2026-04-01"), iso("2027-03-31")}));
  EXPECT_EQ(drawn_days(all, Zoom::year), (DrawnDays{iso("2026-01-01"), iso("2027-12-31")}));
  EXPECT_EQ(drawn_days({{{}, iso("2026-12-31"), {}}}, Zoom::month), (DrawnDays{iso("2026-12-01"), iso("2026-12-31")}));
  EXPECT_EQ(drawn_days({{{}, iso("2026-11-01"), iso("2026-02-01")}}, Zoom::month)->first, iso("2026-02-01"))
      << "where it was due first is drawn too";
}

TEST(TimelineDays, OfAnEmptyPlanAreNone) {
  EXPECT_EQ(drawn_days({}, Zoom::quarter), std::nullopt);
  EXPECT_EQ(drawn_days({Dated{}}, Zoom::quarter), std::nullopt);
}

TEST(TimelineScale, HasOneStepADay) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::year};
  EXPECT_DOUBLE_EQ(scale.left(iso("2026-01-01")), 0);
  EXPECT_DOUBLE_EQ(scale.right(iso("2026-01-01")), scale.left(iso("2026-01-02")));
  EXPECT_DOUBLE_EQ(scale.width(), 365);
}

TEST(TimelineScale, CountsTheLeapDay) {
  EXPECT_DOUBLE_EQ((TimeScale{{iso("2028-01-01"), iso("2028-12-31")}, Zoom::year}.width()), 366);
  TimeScale const scale{{iso("2028-02-01"), iso("2028-03-31")}, Zoom::month};
  EXPECT_DOUBLE_EQ(scale.left(iso("2028-03-01")) - scale.left(iso("2028-02-28")), 18) << "two days of nine pixels";
  TimeScale const common{{iso("2027-02-01"), iso("2027-03-31")}, Zoom::month};
  EXPECT_DOUBLE_EQ(common.left(iso("2027-03-01")) - common.left(iso("2027-02-28")), 9);
}

TEST(TimelineScale, KnowsADayOutsideIt) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-03-31")}, Zoom::quarter};
  EXPECT_TRUE(scale.holds(iso("2026-01-01")));
  EXPECT_TRUE(scale.holds(iso("2026-03-31")));
  EXPECT_FALSE(scale.holds(iso("2025-12-31")));
  EXPECT_FALSE(scale.holds(iso("2026-04-01")));
}

TEST(TimelineScale, DrawsAVeryLongPlanCloserTogether) {
  TimeScale const scale{{iso("1900-01-01"), iso("2099-12-31")}, Zoom::month};
  EXPECT_NEAR(scale.width(), TimeScale::widest, 0.001);
  EXPECT_THAT(scale.ticks(), SizeIs(testing::Lt(300u)));
}

TEST(TimelineTicks, StandFarEnoughApartForTheirWords) {
  EXPECT_THAT(labels(TimeScale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::year}.ticks()),
              ElementsAre("Q1", "Q2", "Q3", "Q4"));
  EXPECT_THAT(labels(TimeScale{{iso("2026-10-01"), iso("2027-03-31")}, Zoom::quarter}.ticks()),
              ElementsAre("Oct", "Nov", "Dec", "Jan", "Feb", "Mar"));
  EXPECT_THAT(labels(TimeScale{{iso("2026-11-01"), iso("2026-11-30")}, Zoom::month}.ticks()),
              ElementsAre("2 Nov", "9 Nov", "16 Nov", "23 Nov", "30 Nov"));
  for (auto zoom : {Zoom::year, Zoom::quarter, Zoom::month})
    for (auto const* last : {"2026-12-31", "2040-12-31", "2190-12-31"}) {
      auto const ticks = TimeScale{{iso("2026-01-01"), iso(last)}, zoom}.ticks();
      for (std::size_t i = 1; i < ticks.size(); ++i) EXPECT_GE(ticks[i].x - ticks[i - 1].x, 40) << word(zoom) << last;
    }
}

TEST(TimelineTicks, SayWhereAYearBegins) {
  auto const ticks = TimeScale{{iso("2026-12-01"), iso("2027-01-31")}, Zoom::quarter}.ticks();
  ASSERT_THAT(ticks, SizeIs(2));
  EXPECT_TRUE(ticks[0].begins_year) << "the first says which year it is";
  EXPECT_TRUE(ticks[1].begins_year);
  EXPECT_EQ(ticks[1].year, 2027);
}

TEST(TimelineShapes, OfActionsCoverTheirLastDay) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::month};
  auto const bar = drawn({iso("2026-01-02"), iso("2026-01-04"), {}}, scale);
  EXPECT_EQ(bar.shape, Drawn::Shape::bar);
  EXPECT_DOUBLE_EQ(bar.x, 9);
  EXPECT_DOUBLE_EQ(bar.width, 27);
  EXPECT_FALSE(bar.first_due.has_value());
}

TEST(TimelineShapes, OfOneDayCanBeSeen) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::year};
  auto const bar = drawn({iso("2026-06-01"), iso("2026-06-01"), {}}, scale);
  EXPECT_EQ(bar.shape, Drawn::Shape::bar);
  EXPECT_GE(bar.width, 3);
}

TEST(TimelineShapes, WithoutAStartOrAnEndAreStubs) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::year};
  auto const due = drawn({{}, iso("2026-06-01"), {}}, scale);
  EXPECT_EQ(due.shape, Drawn::Shape::without_start);
  EXPECT_DOUBLE_EQ(due.end(), scale.right(iso("2026-06-01")));
  auto const start = drawn({iso("2026-06-01"), {}, {}}, scale);
  EXPECT_EQ(start.shape, Drawn::Shape::without_end);
  EXPECT_DOUBLE_EQ(start.x, scale.left(iso("2026-06-01")));
  EXPECT_EQ(drawn({}, scale).shape, Drawn::Shape::nothing);
}

TEST(TimelineShapes, OfMilestonesAreDiamondsOnTheirDay) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::year};
  auto const diamond = drawn({iso("2026-01-01"), iso("2026-06-01"), {}, true}, scale);
  EXPECT_EQ(diamond.shape, Drawn::Shape::diamond);
  EXPECT_DOUBLE_EQ(diamond.x, scale.left(iso("2026-06-01")) + 0.5);
}

TEST(TimelineShapes, ShowTheFirstDateWhenItMoved) {
  TimeScale const scale{{iso("2026-01-01"), iso("2026-12-31")}, Zoom::year};
  auto const moved = drawn({iso("2026-01-01"), iso("2026-06-01"), iso("2026-04-01")}, scale);
  EXPECT_DOUBLE_EQ(moved.first_due.value(), scale.right(iso("2026-04-01")));
  EXPECT_FALSE(drawn({iso("2026-01-01"), iso("2026-06-01"), iso("2026-06-01")}, scale).first_due.has_value());
}

TEST(TimelineZoom, IsReadFromTheAddress) {
  EXPECT_EQ(zoom_from("month"), Zoom::month);
  EXPECT_EQ(zoom_from("year"), Zoom::year);
  EXPECT_EQ(zoom_from(""), Zoom::quarter);
  EXPECT_EQ(zoom_from("decade"), Zoom::quarter);
  EXPECT_THAT(TimeScale({iso("2026-01-01"), iso("2026-01-31")}, Zoom::month).ticks(), testing::Not(IsEmpty()));
}

TEST(Fitted, KeepsWhatHasRoomAndNeverHalfACharacter) {
  EXPECT_EQ(fitted("Practice", 200, Weight::plain), "Practice");
  auto const cut = fitted("Élan for every social worker", 70, Weight::plain);
  EXPECT_TRUE(cut.starts_with("Élan") && cut.ends_with("…")) << cut;
  EXPECT_LE(width_of_words(cut, Weight::plain), 70);
  EXPECT_EQ(fitted("Laying the foundations", 20, Weight::bold), "") << "two letters say nothing";
}

}  // namespace
}  // namespace gt::plans

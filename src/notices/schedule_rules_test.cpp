#include "notices/schedule_rules.h"

#include <gmock/gmock.h>

namespace gt::notices {
namespace {

Date day(char const* iso) { return Date::from_iso(iso).value(); }
Instant at(char const* iso) { return Instant::from_iso(iso).value(); }
std::string slot(DigestSetting const& setting, char const* last, char const* now) {
  auto const due = due_slot(setting, *last == '\0' ? std::nullopt : std::optional{day(last)}, at(now));
  return due ? due->iso() : "";
}

TEST(ScheduleRules, DailyOnWorkingDaysFromTheHourOn) {
  DigestSetting const daily{Frequency::daily, 7, 1, 0};
  EXPECT_EQ(slot(daily, "2026-11-20", "2026-11-23T06:59:59Z"), "");
  EXPECT_EQ(slot(daily, "2026-11-20", "2026-11-23T07:00:00Z"), "2026-11-23");
  EXPECT_EQ(slot(daily, "2026-11-23", "2026-11-23T23:00:00Z"), "") << "once a day";
  EXPECT_EQ(slot(daily, "2026-11-20", "2026-11-22T12:00:00Z"), "") << "Sunday";
  EXPECT_EQ(slot(daily, "2026-12-24", "2026-12-28T12:00:00Z"), "") << "Boxing Day, kept on Monday";
  EXPECT_EQ(slot(daily, "", "2026-11-23T09:00:00Z"), "2026-11-23");
  EXPECT_EQ(slot(daily, "2026-06-30", "2026-07-01T06:00:00Z"), "2026-07-01") << "seven in London in summer";
}

TEST(ScheduleRules, WeeklyOnItsDayOrTheNextWorkingDay) {
  DigestSetting const mondays{Frequency::weekly, 8, 1, 0};
  EXPECT_EQ(slot(mondays, "2026-11-16", "2026-11-20T12:00:00Z"), "");
  EXPECT_EQ(slot(mondays, "2026-11-16", "2026-11-23T07:59:00Z"), "");
  EXPECT_EQ(slot(mondays, "2026-11-16", "2026-11-23T08:00:00Z"), "2026-11-23");
  EXPECT_EQ(slot(mondays, "2026-11-23", "2026-11-24T08:00:00Z"), "");
  EXPECT_EQ(slot(mondays, "2026-11-16", "2026-11-25T01:00:00Z"), "2026-11-23") << "the server was down";
  EXPECT_EQ(slot(mondays, "2026-12-21", "2026-12-28T12:00:00Z"), "");
  EXPECT_EQ(slot(mondays, "2026-12-21", "2026-12-29T00:30:00Z"), "2026-12-28") << "the holiday's, a day later";
  EXPECT_EQ(slot(mondays, "2026-11-09", "2026-11-23T07:00:00Z"), "2026-11-16") << "last week's is still missing";
  EXPECT_EQ(slot(mondays, "", "2026-11-24T12:00:00Z"), "") << "a first one waits for its day";
}

TEST(ScheduleRules, NeverIsNever) {
  EXPECT_EQ(slot({Frequency::never, 7, 1, 1}, "2026-11-01", "2026-11-23T12:00:00Z"), "");
  for (auto each : {Frequency::daily, Frequency::weekly, Frequency::never}) EXPECT_EQ(frequency_from(word(each)), each);
  EXPECT_FALSE(frequency_from("hourly"));
}

}  // namespace
}  // namespace gt::notices

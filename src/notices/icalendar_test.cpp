#include "notices/icalendar.h"

#include <gmock/gmock.h>

#include "platform/core/text.h"

namespace gt::notices {
namespace {

using testing::HasSubstr;
using testing::Not;

CalendarItem item() {
  return {"action-k7m2q9x4t8v3b6dp-due@goldenthread",
          Date::from_iso("2026-12-31").value(),
          "Due: Action 12: Supervision, weekly; all teams",
          "Service manager. On track.",
          "/actions/k7m2q9x4t8v3b6dp",
          Instant::from_iso("2026-11-22T09:30:05.250Z").value(),
          3,
          false};
}

TEST(ICalendar, IsExactToTheByte) {
  EXPECT_EQ(icalendar({"My due dates – Southmere Council", {item()}, "https://gt.southmere.example"}),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Golden Thread//Due dates//EN\r\nCALSCALE:GREGORIAN\r\n"
            "NAME:My due dates – Southmere Council\r\nX-WR-CALNAME:My due dates – Southmere Council\r\n"
            "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n"
            "BEGIN:VEVENT\r\nUID:action-k7m2q9x4t8v3b6dp-due@goldenthread\r\nDTSTAMP:20261122T093005Z\r\n"
            "LAST-MODIFIED:20261122T093005Z\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20261231\r\n"
            "DTEND;VALUE=DATE:20270101\r\nSUMMARY:Due: Action 12: Supervision\\, weekly\\; all teams\r\n"
            "DESCRIPTION:Service manager. On track.\r\n"
            "URL:https://gt.southmere.example/actions/k7m2q9x4t8v3b6dp\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(ICalendar, SaysWhatWasCancelledAndLeavesOutWhatItDoesNotKnow) {
  auto cancelled = item();
  cancelled.is_cancelled = true;
  cancelled.note.clear();
  auto const text = icalendar({"Due dates", {cancelled}, ""});
  EXPECT_THAT(text, HasSubstr("STATUS:CANCELLED\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("URL:")));
  EXPECT_THAT(text, Not(HasSubstr("DESCRIPTION:")));
  EXPECT_THAT(icalendar({"Nothing", {}, ""}), Not(HasSubstr("VEVENT")));
}

TEST(ICalendar, FoldsAt75OctetsBetweenCharacters) {
  std::string const title = "Families’ views – " + std::string(200, 'x') + " 👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪";
  auto const folded = content_line("SUMMARY:" + title);
  std::string unfolded;
  bool is_first = true;
  for (auto const& line : split_lines(folded)) {
    EXPECT_LE(line.size(), 75u);
    EXPECT_TRUE(is_utf8(line)) << line;
    EXPECT_EQ(line.starts_with(' '), !is_first);
    unfolded += is_first ? line : line.substr(1);
    is_first = false;
  }
  EXPECT_EQ(unfolded, "SUMMARY:" + title);
  auto const exact = content_line(std::string(75, 'y'));
  EXPECT_EQ(exact, std::string(75, 'y') + "\r\n");
  EXPECT_EQ(content_line(std::string(76, 'y')), std::string(75, 'y') + "\r\n y\r\n");
}

TEST(ICalendar, NothingTypedAddsALine) {
  EXPECT_EQ(escaped_text("a\r\nEND:VCALENDAR\nb\rc\td\x01\\"), "a\\nEND:VCALENDAR\\nb\\nc d\\\\");
}

TEST(ICalendar, TheSameItemsInAnyOrderAreTheSameBytes) {
  auto other = item();
  other.uid = "action-a-due@goldenthread";
  EXPECT_EQ(icalendar({"N", {item(), other}, ""}), icalendar({"N", {other, item()}, ""}));
}

}  // namespace
}  // namespace gt::notices

#include "governance/calendars/meeting_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/sheet_reader.h"

namespace gt::governance {
namespace {

using testing::AllOf;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

MeetingCalendar read_text(std::string const& text) {
  auto const file = sheet::read(text, "meetings");
  EXPECT_TRUE(file.has_value()) << (file ? "" : file.error().message);
  return file ? read_meeting_calendar(*file) : MeetingCalendar{};
}

std::string calendar(std::string const& events) {
  return "BEGIN:VCALENDAR\nVERSION:2.0\n" + events + "END:VCALENDAR\n";
}
std::string event(std::string const& lines) { return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n"; }

TEST(MeetingCalendars, AnEventIsAMeetingInLondon) {
  auto const read = read_text(calendar(
      "BEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:STANDARD\nDTSTART:19701025T020000\nEND:STANDARD\nEND:VTIMEZONE\n" +
      event("UID:a@council\nDTSTART;TZID=Europe/London:20270120T140000\nSUMMARY:Board\\, special\n"
            "LOCATION:Room 2\\nTown Hall\nURL:https://northmere.example/1\nBEGIN:VALARM\nSUMMARY:Wake\nEND:VALARM\n") +
      event("UID:b@council\nDTSTART:20270714T130000Z\n") + event("UID:c@council\nDTSTART:20270714T233000Z\n") +
      event("UID:d@council\nDTSTART;VALUE=DATE:20270917\nSTATUS:CANCELLED\n")));
  ASSERT_THAT(read.faults, IsEmpty());
  ASSERT_THAT(read.meetings, SizeIs(4));
  auto const& first = read.meetings.at(0);
  EXPECT_EQ(first.line, 9);
  EXPECT_EQ(first.uid, "a@council");
  EXPECT_EQ(first.on.iso(), "2027-01-20");
  EXPECT_EQ(first.starts_at, "14:00");
  EXPECT_EQ(first.title, "Board, special");
  EXPECT_EQ(first.place, "Room 2 Town Hall");
  EXPECT_EQ(first.link, "https://northmere.example/1");
  EXPECT_EQ(read.meetings.at(1).starts_at, "14:00") << "summer time is an hour ahead";
  EXPECT_EQ(read.meetings.at(2).on.iso(), "2027-07-15") << "and may be the next day";
  EXPECT_EQ(read.meetings.at(2).starts_at, "00:30");
  EXPECT_TRUE(read.meetings.at(3).is_cancelled);
  EXPECT_EQ(read.meetings.at(3).starts_at, "");
}

TEST(MeetingCalendars, EachFaultHasItsLineAndSaysWhatIsRight) {
  auto const read = read_text(calendar(
      event("UID:a\nDTSTART;TZID=America/New_York:20270120T140000\n") + event("UID:b\nDTSTART:20270231T140000\n") +
      event("UID:c\nDTSTART:20270301\nRRULE:FREQ=WEEKLY\n") + event("UID:d\n") + event("UID:e\nDTSTART:20270401\n") +
      event("UID:e\nDTSTART:20270402\n") + event("UID:f\nDTSTART:20270402\n")));
  ASSERT_THAT(read.faults, SizeIs(6));
  EXPECT_THAT(read.faults.at(0),
              AllOf(Field(&CalendarFault::line, 3), Field(&CalendarFault::message, HasSubstr("Europe/London"))));
  EXPECT_THAT(read.faults.at(1).message, HasSubstr("20270120T140000"));
  EXPECT_THAT(read.faults.at(2).message, HasSubstr("an event of its own"));
  EXPECT_THAT(read.faults.at(3).message, HasSubstr("no DTSTART"));
  EXPECT_THAT(read.faults.at(4).message, HasSubstr("stands in line 19 already"));
  EXPECT_THAT(read.faults.at(5).message, HasSubstr("once a day"));
  EXPECT_THAT(read_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n").faults.at(0).message, HasSubstr("breaks off"));
  EXPECT_THAT(read_text(calendar("")).faults.at(0).message, HasSubstr("no meeting"));
}

TEST(MeetingCalendars, ATableIsReadByItsHeadings) {
  auto const read = read_text(
      "Meeting,Date,Time,Venue,Status\nBoard,Wednesday 20 January 2027,2pm,Room 2,\n,,,,\nBoard,17/02/2027,14.30,,"
      "Cancelled\n");
  ASSERT_THAT(read.faults, IsEmpty());
  ASSERT_THAT(read.meetings, SizeIs(2));
  EXPECT_EQ(read.meetings.at(0).on.iso(), "2027-01-20");
  EXPECT_EQ(read.meetings.at(0).starts_at, "14:00");
  EXPECT_EQ(read.meetings.at(1).line, 4);
  EXPECT_EQ(read.meetings.at(1).starts_at, "14:30");
  EXPECT_TRUE(read.meetings.at(1).is_cancelled);
  auto const wrong =
      read_text("date,time,link\nsoon,14:00,\n20 January 2027,late,\n21 January 2027,,northmere.example\n");
  ASSERT_THAT(wrong.faults, SizeIs(3));
  EXPECT_THAT(wrong.faults.at(0).message, HasSubstr("20 January 2027"));
  EXPECT_THAT(wrong.faults.at(1).message, HasSubstr("14:00"));
  EXPECT_THAT(wrong.faults.at(2).message, HasSubstr("https://"));
  EXPECT_THAT(read_text("name,place\nBoard,Room 2\n").faults.at(0).message, HasSubstr("no heading “date”"));
}

TEST(MeetingCalendars, TimesAreReadAsPeopleWriteThem) {
  for (auto const& [typed, meant] : std::initializer_list<std::pair<char const*, char const*>>{{"14:00", "14:00"},
                                                                                               {"9.30", "09:30"},
                                                                                               {"2pm", "14:00"},
                                                                                               {"2.30 pm", "14:30"},
                                                                                               {"12 am", "00:00"},
                                                                                               {"12pm", "12:00"},
                                                                                               {"14:00:00", "14:00"}})
    EXPECT_EQ(time_of_day(typed), meant) << typed;
  for (auto const* wrong : {"", "14", "25:00", "13pm", "9:5", "9:60", "noon", "14:00 or later", "-1:00"})
    EXPECT_EQ(time_of_day(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace gt::governance

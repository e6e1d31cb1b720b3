#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/sheet_reader.h"

namespace gt::sheet {

namespace {

Workbook read_text(std::string const& text) {
  auto workbook = read(text, "meetings.ics");
  EXPECT_TRUE(workbook.has_value()) << (workbook ? "" : workbook.error().message);
  return workbook ? *std::move(workbook) : Workbook{};
}

TEST(CalendarLines, EachStandsInItsRowUnfolded) {
  auto const workbook = read_text(
      "\xEF\xBB\xBF"
      "BEGIN:VCALENDAR\r\nsummary;X-A=\"a:b\":Caf\xC3\r\n \xA9 "
      "board\r\n\r\nDTSTART;TZID=Europe/London:20270120T140000\r\n"
      "END:VCALENDAR\r\n");
  ASSERT_EQ(workbook.sheets.size(), 1U);
  auto const& sheet = workbook.sheets.front();
  EXPECT_EQ(sheet.at(1, 0).text, "SUMMARY");
  EXPECT_EQ(sheet.at(1, 1).text, "X-A=\"a:b\"");
  EXPECT_EQ(sheet.at(1, 2).text, "Café board");
  EXPECT_EQ(sheet.at(4, 0).text, "DTSTART");
  EXPECT_EQ(sheet.at(4, 1).text, "TZID=Europe/London");
  EXPECT_EQ(sheet.at(4, 2).text, "20270120T140000");
}

TEST(CalendarLines, AnOldEncodingIsReadAndALineWithoutAColonIsRefused) {
  EXPECT_EQ(read_text("BEGIN:VCALENDAR\nLOCATION:Caf\xE9\nEND:VCALENDAR\n").sheets.front().at(1, 2).text, "Café");
  auto const refused = read("BEGIN:VCALENDAR\nDTSTART;VALUE=DATE\n", "meetings.ics");
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, testing::HasSubstr("row 2"));
}

TEST(CalendarLines, LimitsHold) {
  Limits limits;
  limits.rows = 3;
  EXPECT_FALSE(read("BEGIN:VCALENDAR\nA:1\nB:2\nC:3\nD:4\n", "meetings.ics", limits).has_value());
  limits = {};
  limits.cell_characters = 5;
  EXPECT_FALSE(read("BEGIN:VCALENDAR\nA:123456\n", "meetings.ics", limits).has_value());
}

}  // namespace

}  // namespace gt::sheet

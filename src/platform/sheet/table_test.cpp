#include "platform/sheet/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/written_workbook.h"

namespace gt::sheet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace written;

Date day(char const* iso) { return *Date::from_iso(iso); }

Table sample() {
  Table table{"Actions: overdue [all]",
              {"Chosen: overdue & owner “Head of Service”", "Made 3 April 2018 by the programme office"},
              {{"Ref", ColumnKind::text, 8},
               {"Action", ColumnKind::text, 40},
               {"Days", ColumnKind::number, 8},
               {"Due", ColumnKind::date, 12},
               {"Cost", ColumnKind::money, 12}},
              {},
              *Instant::from_iso("2018-04-03T09:30:00Z")};
  table.rows.push_back({std::string("1.10"), std::string("Say <yes> & \"no\"  twice\nnext line\t end "), 2.3,
                        day("2018-03-31"), Pence{-123450}});
  table.rows.push_back(
      {std::string("=HYPERLINK(\"x\")"), std::string(" é £ 😀 _x0041_"), -7.0, day("1900-02-28"), Pence{5}});
  table.rows.push_back({std::monostate{}, std::string("+44"), 1e20, day("1900-03-01"), std::monostate{}});
  table.rows.push_back({});
  table.rows.push_back({std::string("3")});
  return table;
}

void expect_sample(Workbook const& workbook) {
  ASSERT_EQ(workbook.sheets.size(), 1U);
  auto const& sheet = workbook.sheets[0];
  EXPECT_EQ(sheet.name, "Actions overdue all");
  EXPECT_THAT(row_in_short(sheet, 0), ElementsAre("t Actions: overdue [all]"));
  EXPECT_THAT(row_in_short(sheet, 1), ElementsAre("t Chosen: overdue & owner “Head of Service”"));
  EXPECT_THAT(row_in_short(sheet, 3), ElementsAre());
  EXPECT_THAT(row_in_short(sheet, 4), ElementsAre("t Ref", "t Action", "t Days", "t Due", "t Cost"));
  EXPECT_THAT(row_in_short(sheet, 5), ElementsAre("t 1.10", "t Say <yes> & \"no\"  twice\nnext line\t end ", "n 2.3",
                                                  "d 2018-03-31", testing::StartsWith("n -1234.5")));
  EXPECT_THAT(row_in_short(sheet, 6),
              ElementsAre("t =HYPERLINK(\"x\")", "t  é £ 😀 _x0041_", "n -7", "d 1900-02-28", "n 0.05"));
  EXPECT_THAT(row_in_short(sheet, 7), ElementsAre("-", "t +44", testing::AnyOf("n 1e+20", "n 1E+20"), "d 1900-03-01"));
  EXPECT_THAT(row_in_short(sheet, 8), ElementsAre());
  EXPECT_THAT(row_in_short(sheet, 9), ElementsAre("t 3"));
  EXPECT_EQ(sheet.rows.size(), 10U);
  EXPECT_TRUE(workbook.notes.empty());
}

TEST(Table, AnXlsxWorkbookReadsBackAsItWasWritten) {
  auto const bytes = write_xlsx(sample());
  ASSERT_TRUE(bytes) << bytes.error().message;
  auto const workbook = read_well(*bytes);
  EXPECT_EQ(workbook.format, Format::xlsx);
  expect_sample(workbook);
}

TEST(Table, AnOdsWorkbookReadsBackAsItWasWritten) {
  auto const bytes = write_ods(sample());
  ASSERT_TRUE(bytes) << bytes.error().message;
  auto const workbook = read_well(*bytes);
  EXPECT_EQ(workbook.format, Format::ods);
  expect_sample(workbook);
  // The mark by which programs know the file: mimetype first, not packed, without extra fields.
  EXPECT_EQ(bytes->substr(30, 54), "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
}

TEST(Table, CsvReadsBackAsText) {
  auto const workbook = read_well(write_csv(sample()));
  auto const& sheet = workbook.sheets[0];
  EXPECT_THAT(row_in_short(sheet, 0), ElementsAre("t Ref", "t Action", "t Days", "t Due", "t Cost"));
  EXPECT_THAT(row_in_short(sheet, 1), ElementsAre("t 1.10", "t Say <yes> & \"no\"  twice\nnext line\t end ", "t 2.3",
                                                  "t 2018-03-31", "t -1234.50"));
  EXPECT_THAT(row_in_short(sheet, 2),
              ElementsAre("t =HYPERLINK(\"x\")", "t  é £ 😀 _x0041_", "t -7", "t 1900-02-28", "t 0.05"));
}

TEST(Table, TheSameTableGivesTheSameBytes) {
  EXPECT_EQ(*write_xlsx(sample()), *write_xlsx(sample()));
  EXPECT_EQ(*write_ods(sample()), *write_ods(sample()));
  auto later = sample();
  later.made = *Instant::from_iso("2018-04-04T09:30:00Z");
  EXPECT_NE(*write_ods(later), *write_ods(sample()));
}

TEST(Table, AnEmptyTableIsAWorkbookToo) {
  Table const empty{"", {}, {}, {}, *Instant::from_iso("2018-04-03T09:30:00Z")};
  for (auto const& bytes : {write_xlsx(empty), write_ods(empty)}) {
    ASSERT_TRUE(bytes);
    EXPECT_EQ(read_well(*bytes).sheets.at(0).name, "Sheet1");
  }
}

TEST(Table, WhatAWorksheetCannotHoldIsRefused) {
  for (auto const write : {write_xlsx, write_ods}) {
    auto table = sample();
    table.rows[1][1] = std::string(32'768, 'x');
    auto const too_long = write(table);
    ASSERT_FALSE(too_long);
    EXPECT_THAT(too_long.error().message, HasSubstr("row 2, column “Action”, it holds 32768 characters"));
    table.rows[1][1] = std::string(32'767, 'x');
    EXPECT_TRUE(write(table));
    table.rows[1][1] = std::string("\x01");
    EXPECT_FALSE(write(table));
  }
  auto table = sample();
  table.rows[0][3] = day("1899-12-31");
  EXPECT_FALSE(write_xlsx(table));
  EXPECT_TRUE(write_ods(table));
}

TEST(Table, SheetNamesAreOnesThatProgramsTake) {
  EXPECT_EQ(sheet_name("Plan: [A/B]*?\\'x'"), "Plan A B x");
  EXPECT_EQ(sheet_name("éééééééééééééééééééééééééééééééééééé"), "ééééééééééééééééééééééééééééééé");
  EXPECT_EQ(sheet_name("History"), "Sheet1");
  EXPECT_EQ(sheet_name("///"), "Sheet1");
}

}  // namespace
}  // namespace gt::sheet

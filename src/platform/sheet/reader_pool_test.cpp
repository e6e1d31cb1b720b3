#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "platform/sheet/answer.h"
#include "platform/sheet/table.h"
#include "platform/sheet/written_workbook.h"

namespace gt::sheet {
namespace {

using testing::HasSubstr;
using namespace written;

Table sample(int rows) {
  Table table{"Actions",
              {"Note"},
              {{"Ref"}, {"Action"}, {"Due", ColumnKind::date}},
              {},
              *Instant::from_iso("2018-04-03T09:30:00Z")};
  for (int row = 0; row < rows; ++row) {
    table.rows.push_back(
        {std::to_string(row), std::string("Action ") + std::to_string(row), *Date::from_parts(2018, 4, 3)});
  }
  return table;
}

std::string answer_of(Workbook const& workbook) {
  std::string answer;
  write_answer(workbook, [&](std::string_view piece) { answer += piece; });
  return answer;
}

TEST(SheetReaderPool, ReadsEveryFormatInAClosedOffProcess) {
  SheetReaderPool pool{Options{}};
  for (auto const& bytes : {*write_xlsx(sample(300)), *write_ods(sample(300)), write_csv(sample(300))}) {
    auto const workbook = pool.read(bytes, "tracker.xlsx");
    ASSERT_TRUE(workbook) << workbook.error().message;
    EXPECT_EQ(*workbook, read_well(bytes));
  }
}

TEST(SheetReaderPool, ARefusalSaysTheSameAsWithoutOne) {
  SheetReaderPool pool{Options{}};
  for (auto const& bytes :
       {std::string("%PDF-1.7"), std::string(), xlsx_rows("<row r=\"2\"><c r=\"B2\"><v>x</v></c></row>"),
        xlsx_rows("<row><c t=\"inlineStr\"><is><t>" + std::string(40'000, 'x') + "</t></is></c></row>")}) {
    auto const workbook = pool.read(bytes, "tracker.xlsx");
    auto const expected = read(bytes, "tracker.xlsx");
    ASSERT_FALSE(workbook);
    EXPECT_EQ(workbook.error().message, expected.error().message);
    EXPECT_EQ(workbook.error().fault, expected.error().fault);
    EXPECT_EQ(workbook.error().place, expected.error().place);
  }
  EXPECT_TRUE(pool.read("a,b", "tracker.csv"));
}

#ifndef GT_SANITIZED
TEST(SheetReaderPool, WhatNeedsMuchMemoryIsTooLarge) {
  Options options;
  options.limits.memory_bytes = std::size_t{100} << 20;
  SheetReaderPool pool{options};
  std::string row;
  for (int column = 0; column < 20; ++column) row += "x,";
  std::string text;
  for (int count = 0; count < 45'000; ++count) text += row + "\n";
  auto const workbook = pool.read(text, "tracker.csv");
  ASSERT_FALSE(workbook);
  EXPECT_EQ(workbook.error().fault, Fault::too_large);
  EXPECT_THAT(workbook.error().message, HasSubstr("tracker.csv: Reading it needs more than 100 MB"));
  EXPECT_TRUE(pool.read("a,b", "tracker.csv"));
}
#endif

TEST(SheetReaderPool, ManyThreadsReadAtOnce) {
  SheetReaderPool pool{{.workers = 2}};
  std::vector<int> right(6, 0);
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < right.size(); ++thread) {
    threads.emplace_back([thread, &pool, &right] {
      for (int turn = 0; turn < 10; ++turn) {
        auto const own = std::to_string(thread);
        auto const workbook = pool.read(own + ",b", own);
        right[thread] += workbook && workbook->sheets[0].at(0, 0).text == own ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(right, testing::Each(10));
}

TEST(SheetAnswer, GivesBackEverything) {
  Workbook const workbook = read_well(
      xlsx({{{"Actions",
              rows("<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1</f></c></row><row r=\"3\">"
                   "<c r=\"C3\" t=\"b\"><v>0</v></c></row>") +
                  "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"},
             {"Lists", rows(""), "veryHidden"}},
            {},
            {},
            "<workbookPr date1904=\"1\"/>",
            {}}));
  EXPECT_EQ(workbook.notes.size(), 1U);
  auto const back = read_answer(answer_of(workbook), "tracker.xlsx", {});
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, workbook);
}

TEST(SheetAnswer, ABrokenFormIsADamagedFile) {
  auto const whole = answer_of(read_well(*write_xlsx(sample(3))));
  auto const fault = [](std::string const& answer) {
    auto const workbook = read_answer(answer, "tracker.xlsx", {});
    return workbook ? "none" : std::string(code(workbook.error().fault));
  };
  EXPECT_EQ(fault(whole), "none");
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_EQ(fault(whole.substr(0, size)), "damaged") << size;
  EXPECT_EQ(fault(whole + "x"), "damaged");
  EXPECT_EQ(fault("?" + whole.substr(1)), "damaged");
  // Any one byte changed is either refused or still a workbook within the limits; nothing is read beyond the end.
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int const change : {1, 0x80, 0xFF}) {
      auto changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ change);
      auto const workbook = read_answer(changed, "tracker.xlsx", {});
      if (workbook) continue;
      EXPECT_THAT(workbook.error().message, HasSubstr("tracker.xlsx"));
    }
  }
}

TEST(SheetAnswer, NoCellMayClaimToBeWhatItIsNot) {
  for (auto const& [kind, text] : std::vector<std::pair<CellKind, std::string>>{{CellKind::empty, "x"},
                                                                                {CellKind::text, ""},
                                                                                {CellKind::number, "1x"},
                                                                                {CellKind::number, ""},
                                                                                {CellKind::date, "2018-02-30"},
                                                                                {CellKind::date, "2018-02-03T99"},
                                                                                {CellKind::boolean, "maybe"},
                                                                                {CellKind::text, "\xFF"}}) {
    Workbook workbook{"tracker.xlsx", Format::csv, false, {{"", Visibility::shown, {Row{}}, {}}}, {}};
    Cell cell;
    cell.kind = kind;
    cell.text = text;
    workbook.sheets[0].rows[0].cells.push_back(cell);
    EXPECT_FALSE(read_answer(answer_of(workbook), "tracker.xlsx", {})) << text;
  }
}

}  // namespace
}  // namespace gt::sheet

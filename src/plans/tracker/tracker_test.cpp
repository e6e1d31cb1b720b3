#include "plans/tracker/tracker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/sheet_reader.h"
#include "platform/sheet/table.h"
#include "platform/sheet/written_workbook.h"

namespace gt::plans::tracker {
namespace {

using sheet::Place;
using sheet::TypedDate;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace sheet::written;

std::string letters(int column) { return sheet::column_letters(column); }

/// A row of texts from column A on; an empty text is no cell, and one beginning with "<" is a cell in XML.
std::string texts(int row, std::vector<std::string> const& cells, std::string const& more = "") {
  std::string out = "<row r=\"" + std::to_string(row) + "\"" + more + ">";
  for (std::size_t column = 0; column < cells.size(); ++column) {
    auto const& text = cells[column];
    auto const name = letters(static_cast<int>(column) + 1) + std::to_string(row);
    if (text.starts_with("<")) {
      out += "<c r=\"" + name + "\"" + text.substr(1);
    } else if (!text.empty()) {
      out += "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }
  }
  return out + "</row>";
}
std::string number(std::string const& text) { return "<><v>" + text + "</v></c>"; }
std::string merges(std::vector<std::string> const& ranges) {
  std::string out;
  for (auto const& range : ranges) out += "<mergeCell ref=\"" + range + "\"/>";
  return "<mergeCells>" + out + "</mergeCells>";
}

Reading read_sheets(std::vector<XlsxSheet> const& sheets, Choices const& choices = {}) {
  return read_tracker(read_well(xlsx({sheets, {}, {}, {}, {}})), choices);
}
Reading read_rows(std::string const& inside, std::vector<std::string> const& merged = {}, Choices const& choices = {}) {
  return read_sheets({{"Actions", rows(inside) + (merged.empty() ? "" : merges(merged))}}, choices);
}
std::vector<std::string> messages(std::vector<Remark> const& remarks) {
  std::vector<std::string> out;
  for (auto const& each : remarks) out.push_back(each.message);
  return out;
}
std::vector<std::string> actions(Reading const& reading) {
  std::vector<std::string> out;
  for (auto const& each : reading.rows) out.push_back(each.reference + "|" + each.action + "|" + each.theme);
  return out;
}

TEST(Headings, CouncilsWordsForColumnsAreKnown) {
  struct Case {
    char const* heading;
    Field field;
  };
  for (auto const& each : std::vector<Case>{{"Ref.", Field::reference},
                                            {"Action No:", Field::reference},
                                            {"#", Field::reference},
                                            {"Action", Field::action},
                                            {"What will we do?", Field::action},
                                            {"Action Owner", Field::owner},
                                            {"Lead officer", Field::owner},
                                            {"Lead officer / service", Field::owner},
                                            {"By whom", Field::owner},
                                            {"Priority area", Field::theme},
                                            {"Project", Field::project},
                                            {"Start date", Field::start},
                                            {"Due Date (dd/mm/yy)", Field::due},
                                            {"By when?", Field::due},
                                            {"Timescale", Field::due},
                                            {"RAG", Field::rag},
                                            {"BRAG status Nov", Field::rag},
                                            {"Status", Field::status},
                                            {"Progress update – November 2018", Field::progress},
                                            {"Comments", Field::progress}}) {
    EXPECT_EQ(guess_field(each.heading), each.field) << each.heading;
  }
  for (auto const* const heading :
       {"Impact", "Budget", "Revised due date", "Actual end date", "Evidence", "", "Nobody"}) {
    EXPECT_EQ(guess_field(heading), std::nullopt) << heading;
  }
  for (Field const field : all_fields) EXPECT_EQ(field_of(word(field)), field);
}

TEST(Tracker, HeadingsAreFoundBeneathTitles) {
  auto const reading =
      read_rows(texts(1, {"Northmere improvement action plan"}) + texts(2, {"Owner: the programme office"}) +
                    texts(4, {"Ref", "Action", "Owner", "Due date", "Status", "Comments", "Evidence"}) +
                    texts(5, {"1.1", " Do it ", "Head of Service", "31/03/2019", "Completed", "Well under way"}) +
                    texts(7, {number("1.2"), "Do more", "", "Q2 2018/19", "amber"}),
                {"A1:G1", "A2:G2"});
  EXPECT_THAT(messages(reading.faults), IsEmpty());
  ASSERT_THAT(reading.rows, SizeIs(2));
  auto const& first = reading.rows[0];
  EXPECT_EQ(first.place, (Place{"Actions", 5, 0}));
  EXPECT_EQ(first.reference, "1.1");
  EXPECT_EQ(first.action, "Do it");
  EXPECT_EQ(first.owner, "Head of Service");
  EXPECT_EQ(first.due.day, *Date::from_parts(2019, 3, 31));
  EXPECT_EQ(first.status, "Completed");
  EXPECT_EQ(first.status_word, "done");
  EXPECT_EQ(first.progress, "Well under way");
  EXPECT_EQ(reading.rows[1].reference, "1.2");
  EXPECT_EQ(reading.rows[1].due.typed, "Q2 2018/19");
  EXPECT_EQ(reading.rows[1].status_word, "at risk");
  ASSERT_THAT(reading.questions, SizeIs(1));
  EXPECT_EQ(reading.questions[0].place, (Place{"Actions", 7, 4}));
  EXPECT_THAT(reading.questions[0].message,
              HasSubstr("tracker.xlsx, sheet “Actions”, row 7, column D: “Q2 2018/19” names no day"));
  ASSERT_TRUE(reading.sheets[0].headings);
  auto const& columns = reading.sheets[0].headings->columns;
  ASSERT_THAT(columns, SizeIs(7));
  EXPECT_EQ(columns[6].heading, "Evidence");
  EXPECT_FALSE(columns[6].field);
}

// An exported plan has the word of the day and the colour beside the status; they are no second status.
TEST(Tracker, WhatAnExportedPlanSaysBesideTheStatusIsLeftOut) {
  auto const reading = read_rows(texts(1, {"Action", "Owner", "Status", "Delivered", "Colour"}) +
                                 texts(2, {"Do it", "A manager", "on track", "Late", "Red"}));
  EXPECT_THAT(messages(reading.faults), IsEmpty());
  EXPECT_THAT(messages(reading.notes), IsEmpty());
  ASSERT_THAT(reading.rows, SizeIs(1));
  auto const& columns = reading.sheets[0].headings->columns;
  EXPECT_EQ(columns[2].field, Field::status);
  EXPECT_FALSE(columns[3].field);
  EXPECT_FALSE(columns[3].is_second);
  EXPECT_FALSE(columns[4].field);
  // A council's own column of that name is still read, or asked about.
  auto const own = read_rows(texts(1, {"Action", "Owner", "Delivered"}) + texts(2, {"Do it", "A manager", "Done"}));
  EXPECT_EQ(own.sheets[0].headings->columns[2].field, Field::status);
  auto const both = read_rows(texts(1, {"Action", "Status", "Delivered"}) + texts(2, {"Do it", "On track", "Done"}));
  EXPECT_THAT(messages(both.notes), ElementsAre(HasSubstr("“Delivered” was not read")));
}

TEST(Tracker, MergedHeadingsOverTwoRowsAreJoined) {
  auto const reading =
      read_rows(texts(1, {"Our Action Plan"}) + texts(2, {"Ref", "Action", "Owner", "Dates", "", "Progress"}) +
                    texts(3, {"", "", "", "Start", "End", "Q1", "Q2"}) +
                    texts(4, {"1", "Do it", "A manager", "1/4/18", "1/5/18", "Begun", "Done"}),
                {"A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"});
  EXPECT_THAT(messages(reading.faults), IsEmpty());
  ASSERT_THAT(reading.rows, SizeIs(1));
  EXPECT_EQ(reading.rows[0].start.day, *Date::from_parts(2018, 4, 1));
  EXPECT_EQ(reading.rows[0].due.day, *Date::from_parts(2018, 5, 1));
  EXPECT_EQ(reading.rows[0].progress, "Begun");
  EXPECT_THAT(messages(reading.notes), ElementsAre(HasSubstr("“Progress Q2” was not read")));
  auto const& headings = *reading.sheets[0].headings;
  EXPECT_EQ(headings.first_row, 1U);
  EXPECT_EQ(headings.last_row, 2U);
  EXPECT_EQ(headings.columns[3].heading, "Dates Start");
}

TEST(Tracker, AGroupAboveCompleteHeadingsIsLeftAlone) {
  auto const reading =
      read_rows(texts(1, {"", "", "Timescale"}) + texts(2, {"Ref", "Action", "Start", "End", "Owner"}) +
                    texts(3, {"1", "Do it", "1/4/18", "1/5/18", "A manager"}),
                {"C1:D1"});
  ASSERT_THAT(reading.rows, SizeIs(1));
  EXPECT_EQ(reading.sheets[0].headings->first_row, 1U);
  EXPECT_EQ(reading.rows[0].due.typed, "1/5/18");
}

TEST(Tracker, LoneMergedCellsAreThemes) {
  auto const reading = read_rows(
      texts(1, {"Ref", "Action", "Owner", "Due"}) + texts(2, {"Theme 1: Leadership"}) + texts(3, {"1.1", "Lead"}) +
          texts(4, {"", "", ""}) + texts(5, {"1.2", "Lead more"}) + texts(6, {"Ref", "Action", "Owner", "Due"}) +
          texts(7, {"Theme 2: Practice"}) + texts(8, {"2.1", "Practise"}) + texts(9, {"2.2", "A wide action"}),
      {"A2:D2", "A7:D7", "B9:C9"});
  EXPECT_THAT(messages(reading.faults), IsEmpty());
  EXPECT_THAT(actions(reading), ElementsAre("1.1|Lead|Theme 1: Leadership", "1.2|Lead more|Theme 1: Leadership",
                                            "2.1|Practise|Theme 2: Practice", "2.2|A wide action|Theme 2: Practice"));
}

TEST(Tracker, ValuesMergedDownwardsCountForEveryRow) {
  auto const reading = read_rows(texts(1, {"Ref", "Theme", "Action", "Owner", "Due", "Progress"}) +
                                     texts(2, {"1", "Leadership", "First", "A manager", "1/4/18", "one"}) +
                                     texts(3, {"", "", "", "", "", "two"}) + texts(4, {"2", "", "Second", "", "", ""}),
                                 {"A2:A3", "B2:B4", "C2:C3", "D2:D4", "E2:E4"});
  EXPECT_THAT(messages(reading.faults), IsEmpty());
  EXPECT_THAT(actions(reading), ElementsAre("1|First|Leadership", "2|Second|Leadership"));
  EXPECT_EQ(reading.rows[0].progress, "one\ntwo");
  EXPECT_EQ(reading.rows[1].owner, "A manager");
  EXPECT_EQ(reading.rows[1].due.day, *Date::from_parts(2018, 4, 1));
  auto const torn = read_rows(
      texts(1, {"Ref", "Action", "Owner"}) + texts(2, {"1", "First", "A manager"}) + texts(3, {"2", "", "Another"}),
      {"B2:B3"});
  EXPECT_THAT(messages(torn.faults), ElementsAre(HasSubstr("row 3, column A: This row belongs to the action of row 2"),
                                                 HasSubstr("another owner, “Another”")));
}

TEST(Tracker, EveryFaultNamesItsPlaceAndWhatWouldBeRight) {
  auto const reading = read_rows(texts(3, {"Ref", "Action", "Owner", "Start", "Due", "Status"}) +
                                 texts(4, {"1", "American", "", "", "03/31/2018"}) + texts(5, {"2", "", "A manager"}) +
                                 texts(6, {"1", "Again"}) + texts(7, {"3", "Odd", "", "", "", "Purple"}) +
                                 texts(8, {"4", "Backwards", "", "1/5/18", "1/4/18"}) +
                                 texts(9, {"5", "Broken", "< t=\"e\"><v>#REF!</v></c>"}) +
                                 texts(10, {"6", "Impossible", "", "31/4/2018"}) + texts(11, {number("1"), "Number"}));
  EXPECT_THAT(
      messages(reading.faults),
      ElementsAre(
          HasSubstr("tracker.xlsx, sheet “Actions”, row 4, column E: “03/31/2018” has no month 31"),
          HasSubstr("row 5, column B: This row has no action"),
          HasSubstr(
              "row 6, column A: The reference number 1 is also in row 4, sheet “Actions”. Give each action its own."),
          HasSubstr("row 7, column F: The status “Purple” is not known. Write “not started”"),
          HasSubstr("row 8, column E: The due date, 1 April 2018, is before the start date, 1 May 2018"),
          HasSubstr("row 9, column C: The formula here failed with “#REF!”. Mend it, or write the owner."),
          HasSubstr("row 10, column D: “31/4/2018” is no day: April 2018 has 30 days"),
          HasSubstr("row 11, column A: The reference number 1 is also in row 4, sheet “Actions”. Give each action "
                    "its own; a number loses its last nought")));
  EXPECT_EQ(reading.faults[0].found, "03/31/2018");
}

TEST(Tracker, SeveralSheetsAreOneTracker) {
  auto const inside = [](std::string const& reference) {
    return rows(texts(1, {"Ref", "Action"}) + texts(2, {reference, "Do " + reference}));
  };
  std::vector<XlsxSheet> const sheets{{"Cover", rows(texts(1, {"Guidance: fill in the other sheets"}))},
                                      {"Leadership", inside("1.1")},
                                      {"Practice", inside("2.1")},
                                      {"Old", inside("9.9"), "hidden"},
                                      {"Lists", rows("")}};
  auto const reading = read_sheets(sheets);
  EXPECT_THAT(actions(reading), ElementsAre("1.1|Do 1.1|", "2.1|Do 2.1|"));
  EXPECT_THAT(reading.faults, IsEmpty());
  EXPECT_THAT(messages(reading.notes), ElementsAre(HasSubstr("sheet “Cover”: No row of headings"),
                                                   HasSubstr("sheet “Old”: This sheet is hidden and was not read")));
  Choices choices;
  choices.reads_hidden_sheets = true;
  choices.sheets_left_out = {"Practice"};
  EXPECT_THAT(actions(read_sheets(sheets, choices)), ElementsAre("1.1|Do 1.1|", "9.9|Do 9.9|"));
  EXPECT_THAT(messages(read_sheets({{"A", inside("1")}, {"B", inside("1")}}).faults),
              ElementsAre(HasSubstr("sheet “B”, row 2, column A: The reference number 1 is also in row 2, sheet “A”")));
}

TEST(Tracker, HiddenRowsAndFormulasAreToldOf) {
  std::string const inside =
      texts(1, {"Ref", "Action", "Owner"}) + texts(2, {"1", "Shown", "< t=\"str\"><f>X1</f><v>A manager</v></c>"}) +
      texts(3, {"2", "Hidden"}, " hidden=\"1\"") + texts(4, {"3", "Hidden too"}, " hidden=\"1\"") +
      texts(5, {"4", "Shown", "< t=\"str\"><f>X2</f><v>Another</v></c>"});
  auto const reading = read_rows(inside);
  EXPECT_THAT(actions(reading), ElementsAre("1|Shown|", "4|Shown|"));
  EXPECT_EQ(reading.rows[0].owner, "A manager");
  EXPECT_THAT(messages(reading.notes),
              ElementsAre(HasSubstr("Hidden and not read: rows 3 to 4."),
                          HasSubstr("row 2, column C: Cells with formulas were read as the values they had when the "
                                    "workbook was last saved: rows 2 and 5")));
  Choices choices;
  choices.reads_hidden_rows = true;
  EXPECT_THAT(read_rows(inside, {}, choices).rows, SizeIs(4));
}

TEST(Tracker, DecisionsGoBeforeGuessesAndAreRemembered) {
  std::string const inside =
      texts(1, {"Code", "Action", "Outcome sought", "Comments"}) + texts(2, {"A1", "Do it", "Better", "Fine"});
  Choices choices;
  choices.mapping = {{"code", Field::reference}, {"comments", std::nullopt}, {"outcome sought", Field::progress}};
  auto const reading = read_rows(inside, {}, choices);
  ASSERT_THAT(reading.rows, SizeIs(1));
  EXPECT_EQ(reading.rows[0].reference, "A1");
  EXPECT_EQ(reading.rows[0].progress, "Better");
  auto const remembered = mapping_of(reading);
  EXPECT_EQ(remembered, (Mapping{{"code", Field::reference},
                                 {"action", Field::action},
                                 {"outcome sought", Field::progress},
                                 {"comments", std::nullopt}}));
  Choices again;
  again.mapping = remembered;
  EXPECT_EQ(read_rows(inside, {}, again).rows[0].progress, "Better");
}

TEST(Tracker, ColoursWithoutWordsAreToldOf) {
  auto const reading = read_rows(texts(1, {"Ref", "Action", "RAG"}) + texts(2, {"1", "Do it"}));
  EXPECT_THAT(messages(reading.notes),
              ElementsAre(HasSubstr("row 1, column C: This column has no words in it. The colours")));
}

TEST(Tracker, AWorkbookWithoutATableIsAFault) {
  EXPECT_THAT(messages(read_rows(texts(1, {"Only words"})).faults),
              ElementsAre(HasSubstr("No sheet that was read has a row of headings")));
  EXPECT_THAT(messages(read_rows(texts(1, {"Ref", "Action"})).faults), ElementsAre(HasSubstr("no action beneath")));
}

TEST(Tracker, OurOwnExportsAreReadInEveryFormat) {
  sheet::Table const table{"Actions",
                           {"Chosen: all", "Made 3 April 2018"},
                           {{"Ref"},
                            {"Action"},
                            {"Owner"},
                            {"Theme"},
                            {"Start", sheet::ColumnKind::date},
                            {"Due", sheet::ColumnKind::date},
                            {"Status"},
                            {"Progress"}},
                           {{std::string("1.10"), std::string("=Do it"), std::string("Head of Service"),
                             std::string("Leadership"), *Date::from_parts(2018, 4, 3), *Date::from_parts(2019, 3, 31),
                             std::string("on track"), std::string("Two\nlines")}},
                           *Instant::from_iso("2018-04-03T09:30:00Z")};
  for (auto const& bytes : {*write_xlsx(table), *write_ods(table), write_csv(table)}) {
    auto const reading = read_tracker(read_well(bytes));
    EXPECT_THAT(messages(reading.faults), IsEmpty());
    ASSERT_THAT(reading.rows, SizeIs(1));
    auto const& row = reading.rows[0];
    EXPECT_EQ(row.reference, "1.10");
    EXPECT_EQ(row.action, "=Do it");
    EXPECT_EQ(row.theme, "Leadership");
    EXPECT_EQ(row.start.day, *Date::from_parts(2018, 4, 3));
    EXPECT_EQ(row.due.day, *Date::from_parts(2019, 3, 31));
    EXPECT_EQ(row.status_word, "on track");
    EXPECT_EQ(row.progress, "Two\nlines");
  }
}

TEST(Tracker, TallMergedCellsAreReadInTime) {
  std::string inside = texts(1, {"Theme", "Ref", "Action"});
  for (int row = 2; row <= 20'000; ++row) {
    inside += texts(row, {row == 2 ? "Leadership" : "", std::to_string(row), "Do it"});
  }
  auto const reading = read_rows(inside, {"A2:A20000"});
  ASSERT_THAT(reading.rows, SizeIs(19'999));
  EXPECT_EQ(reading.rows.back().theme, "Leadership");
}

}  // namespace
}  // namespace gt::plans::tracker

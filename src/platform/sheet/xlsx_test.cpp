#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/written_workbook.h"

namespace gt::sheet {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace written;

Sheet first_sheet(std::string const& bytes) {
  auto workbook = read_well(bytes);
  return workbook.sheets.empty() ? Sheet{} : workbook.sheets[0];
}

std::string styles(std::vector<std::string> const& codes) {
  std::string formats, cells = "<xf numFmtId=\"0\"/>";
  int number = 164;
  for (auto const& code : codes) {
    formats += "<numFmt numFmtId=\"" + std::to_string(number) + "\" formatCode=\"" + code + "\"/>";
    cells += "<xf numFmtId=\"" + std::to_string(number++) + "\"/>";
  }
  return "<numFmts>" + formats + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + cells +
         "</cellXfs>";
}

/// One number in a cell of the given format.
std::string styled(std::string const& code, std::string const& number, std::string const& properties = "") {
  Xlsx book{{{"Actions", rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>" + number + "</v></c></row>")}},
            {},
            styles({code}),
            properties,
            {}};
  return in_short(first_sheet(xlsx(book)).at(0, 0));
}

TEST(Xlsx, EveryKindOfCellKeepsItsKind) {
  Xlsx const book{
      {{"Actions", rows("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\"><v>2.2999999999999998</v></c>"
                        "<c r=\"D2\" s=\"1\"><v>43193</v></c><c r=\"E2\" t=\"b\"><v>1</v></c>"
                        "<c r=\"F2\" t=\"e\"><v>#REF!</v></c><c r=\"G2\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line"
                        "</t></r></is></c><c r=\"H2\" t=\"str\"><f>A2</f><v>worked out</v></c>"
                        "<c r=\"I2\" s=\"1\"><f>TODAY()</f><v>43193.5</v></c><c r=\"J2\" t=\"d\"><v>2018-04-03</v></c>"
                        "<c r=\"XFD2\" s=\"1\"/></row>")}},
      {"<r><t>Rich </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">text </t></r><rPh sb=\"0\" "
       "eb=\"1\"><t>no</t></rPh>"},
      styles({"dd/mm/yyyy"}),
      {},
      {}};
  auto const sheet = first_sheet(xlsx(book));
  EXPECT_EQ(sheet.name, "Actions");
  EXPECT_THAT(row_in_short(sheet, 0), ElementsAre());
  EXPECT_THAT(row_in_short(sheet, 1),
              ElementsAre("t Rich text ", "-", "n 2.2999999999999998", "d 2018-04-03", "b true", "e #REF!", "t inline",
                          "t worked out =", "d 2018-04-03T12:00:00 =", "d 2018-04-03"));
  EXPECT_EQ(number_as_read(sheet.at(1, 2).text), "2.3");
  EXPECT_EQ(sheet.at(1, 3).day(), *Date::from_parts(2018, 4, 3));
}

TEST(Xlsx, NumberFormatsTellWhichNumbersAreDates) {
  for (auto const* const code :
       {"dd/mm/yyyy", "d-mmm-yy", "[$-809]dd mmmm yyyy;@", "yyyy\\-mm\\-dd", "mm/dd/yy h:mm"}) {
    EXPECT_EQ(styled(code, "43193"), "d 2018-04-03") << code;
  }
  for (auto const* const code : {"General", "0.00E+00", "#,##0", "h:mm", "[h]:mm:ss", "mm:ss", "0 &quot;days&quot;",
                                 "0\\d", "@", "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "_-* #,##0.00_-", "[Red]0"}) {
    EXPECT_EQ(styled(code, "43193"), "n 43193") << code;
  }
}

TEST(Xlsx, ADateWhoseCellShowsNoDayTellsWhatItShows) {
  EXPECT_EQ(styled("mmm-yy", "43191"), "d 2018-04-01 shown Apr-18");
  EXPECT_EQ(styled("[$-809]mmmm\\ yyyy", "43191"), "d 2018-04-01 shown April 2018");
  EXPECT_EQ(styled("mm/yyyy", "43191"), "d 2018-04-01 shown 04/2018");
  EXPECT_EQ(styled("yyyy", "43191"), "d 2018-04-01 shown 2018");
}

TEST(Xlsx, DaysCountFrom1900WithItsFalseLeapDayOrFrom1904) {
  EXPECT_EQ(styled("dd/mm/yyyy", "1"), "d 1900-01-01");
  EXPECT_EQ(styled("dd/mm/yyyy", "59"), "d 1900-02-28");
  EXPECT_EQ(styled("dd/mm/yyyy", "60"), "n 60");
  EXPECT_EQ(styled("dd/mm/yyyy", "61"), "d 1900-03-01");
  EXPECT_EQ(styled("dd/mm/yyyy", "43193.99999999"), "d 2018-04-04");
  EXPECT_EQ(styled("dd/mm/yyyy", "-1"), "n -1");
  EXPECT_EQ(styled("dd/mm/yyyy", "1E+300"), "n 1E+300");
  EXPECT_EQ(styled("dd/mm/yyyy", "0", "<workbookPr date1904=\"1\"/>"), "d 1904-01-01");
  EXPECT_EQ(styled("dd/mm/yyyy", "41731", "<workbookPr date1904=\"true\"/>"), "d 2018-04-03");
}

TEST(Xlsx, TheFalseLeapDayIsRemarkedOn) {
  Xlsx const book{
      {{"Actions", rows("<row r=\"3\"><c r=\"B3\" s=\"1\"><v>60</v></c></row>")}}, {}, styles({"d/m/yy"}), {}, {}};
  auto const workbook = read_well(xlsx(book));
  ASSERT_EQ(workbook.notes.size(), 1U);
  EXPECT_EQ(workbook.notes[0].place, (Place{"Actions", 3, 2}));
  EXPECT_THAT(workbook.notes[0].message, HasSubstr("29 February 1900"));
}

TEST(Xlsx, MergedCellsShowTheirValueAtTheTopLeft) {
  Xlsx const book{{{"Actions", rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c>"
                                    "<c r=\"C2\"><v>3</v></c><c r=\"D2\"><v>4</v></c></row>") +
                                   "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"C2:D2\"/>"
                                   "<mergeCell ref=\"A2:A1048576\"/></mergeCells>"}},
                  {},
                  {},
                  {},
                  {}};
  auto const workbook = read_well(xlsx(book));
  EXPECT_THAT(row_in_short(workbook.sheets[0], 0), ElementsAre("n 1 spans 1x4", "- covered", "- covered", "- covered"));
  EXPECT_THAT(row_in_short(workbook.sheets[0], 1), ElementsAre("n 2", "-", "n 3 spans 1x2", "- covered"));
  ASSERT_EQ(workbook.notes.size(), 1U) << "the 4 beneath";
  EXPECT_EQ(workbook.notes[0].place, (Place{"Actions", 2, 4}));
}

TEST(Xlsx, HiddenSheetsRowsAndColumnsAreKnown) {
  Xlsx const book{{{"Actions", "<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols>" +
                                   rows("<row r=\"1\"><c r=\"C1\"><v>1</v></c></row><row r=\"2\" hidden=\"1\">"
                                        "<c r=\"A2\"><v>2</v></c></row><row r=\"1048576\" hidden=\"true\"/>")},
                   {"Lists", rows(""), "hidden"},
                   {"Code", rows(""), "veryHidden"}},
                  {},
                  {},
                  {},
                  {}};
  auto const workbook = read_well(xlsx(book));
  ASSERT_EQ(workbook.sheets.size(), 3U);
  EXPECT_THAT(workbook.sheets[0].hidden_columns, ElementsAre(1, 2));
  EXPECT_FALSE(workbook.sheets[0].rows[0].is_hidden);
  EXPECT_TRUE(workbook.sheets[0].rows[1].is_hidden);
  EXPECT_EQ(workbook.sheets[0].rows.size(), 2U);
  EXPECT_EQ(workbook.sheets[1].visibility, Visibility::hidden);
  EXPECT_EQ(workbook.sheets[2].visibility, Visibility::very_hidden);
}

TEST(Xlsx, SpelledOutCharactersAndLineEndsAreRead) {
  auto const sheet =
      first_sheet(xlsx_rows("<row><c t=\"inlineStr\"><is><t>one_x000D_\ntwo_x000D_three &amp; _x005F_x0041_ _x0001_ "
                            "_x00A3_5</t></is></c></row>"));
  EXPECT_EQ(sheet.at(0, 0).text, "one\ntwo\nthree & _x0041_ _x0001_ £5");
}

TEST(Xlsx, AFormulaWithoutResultIsRemarkedOn) {
  auto const workbook = read_well(xlsx_rows("<row r=\"7\"><c r=\"C7\"><f>A1+1</f></c></row>"));
  EXPECT_EQ(in_short(workbook.sheets[0].at(6, 2)), "- =");
  ASSERT_EQ(workbook.notes.size(), 1U);
  EXPECT_EQ(workbook.notes[0].place, (Place{"Actions", 7, 3}));
}

TEST(Xlsx, CommentsBesideCellsAreRemarkedOn) {
  Xlsx const book{{{"Actions", rows("")}}, {}, {}, {}, {{"xl/comments1.xml", "<comments/>"}}};
  auto const workbook = read_well(xlsx(book));
  ASSERT_EQ(workbook.notes.size(), 1U);
  EXPECT_THAT(workbook.notes[0].message, HasSubstr("comments"));
}

TEST(Xlsx, WhatMakesNoSenseIsDamagedAndNamed) {
  struct Case {
    std::string inside;
    std::string words;
  };
  for (auto const& each : std::vector<Case>{
           {"<row r=\"2\"><c r=\"B2\"><v>3,5</v></c></row>",
            "row 2, column B: The file is damaged: this cell should hold a number and holds “3,5”"},
           {"<row r=\"2\"><c r=\"B2\" t=\"s\"><v>9</v></c></row>", "row 2, column B"},
           {"<row r=\"2\"><c r=\"B2\" t=\"odd\"><v>9</v></c></row>", "unknown kind “odd”"},
           {"<row r=\"2\"><c r=\"B2\"><v>9</v></c><c r=\"B2\"><v>9</v></c></row>", "row 2"},
           {"<row r=\"2\"><c r=\"B3\"><v>9</v></c></row>", "“B3”"},
           {"<row r=\"5\"/><row r=\"4\"/>", "row 5: The file is damaged: the row after it is numbered “4”"},
           {"<row r=\"-1\"/>", "“-1”"},
           {"<row r=\"9999999999\"/>", "“9999999999”"},
           {"<row r=\"2\"><c r=\"ZZZZZZZZZZ2\"><v>9</v></c></row>", "ZZZZZZZZZZ2"},
           {"<row r=\"2\"><c", "breaks off"}}) {
    EXPECT_THAT(message_for(xlsx_rows(each.inside)),
                AllOf(HasSubstr("tracker.xlsx"), HasSubstr("sheet “Actions”"), HasSubstr(each.words)))
        << each.inside;
    EXPECT_EQ(fault_of(xlsx_rows(each.inside)), "damaged") << each.inside;
  }
}

TEST(Xlsx, WhatIsTooLargeIsNamed) {
  auto const wide = xlsx_rows("<row r=\"3\"><c r=\"IW3\"><v>1</v></c></row>");
  EXPECT_THAT(message_for(wide),
              HasSubstr("tracker.xlsx, sheet “Actions”, row 3, column IW: The sheet goes on beyond 256"));
  auto const deep = xlsx_rows("<row r=\"50001\"><c r=\"A50001\"><v>1</v></c></row>");
  EXPECT_THAT(message_for(deep), HasSubstr("row 50001: The sheet goes on beyond 50000 rows"));
  EXPECT_EQ(fault_of(xlsx_rows("<row r=\"50000\"><c r=\"IV50000\"><v>1</v></c></row>")), "none");
}

TEST(Xlsx, ManyNearlyEmptyRowsTakeNoMoreRoomThanFullOnes) {
  std::string wide;
  for (int row = 1; row <= 5'000; ++row) {
    wide += "<row r=\"" + std::to_string(row) + "\"><c r=\"IV" + std::to_string(row) + "\"><v>1</v></c></row>";
  }
  EXPECT_THAT(message_for(xlsx_rows(wide)),
              HasSubstr("row 3907, column IV: The workbook holds more than 1000000 cells"));
  Xlsx deep{{}, {}, {}, {}, {}};
  for (int sheet = 1; sheet <= 6; ++sheet) {
    deep.sheets.push_back({"S" + std::to_string(sheet), rows("<row r=\"50000\"><c r=\"A50000\"><v>1</v></c></row>")});
  }
  EXPECT_THAT(message_for(xlsx(deep)),
              HasSubstr("sheet “S6”, row 50000, column A: The workbook has more than 250000 rows"));
}

TEST(Xlsx, ACellOfFiftyMegabytesIsRefusedByName) {
  std::string const text(50'000'000, 'x');
  auto const in_place = xlsx_rows("<row r=\"12\"><c r=\"F12\" t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>");
  EXPECT_THAT(message_for(in_place),
              HasSubstr("tracker.xlsx, sheet “Actions”, row 12, column F: This cell holds more than 32767 characters"));
  Xlsx const shared{{{"First", rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")},
                     {"Actions", rows("<row r=\"12\"><c r=\"F12\" t=\"s\"><v>1</v></c></row>")}},
                    {"<t>short</t>", "<t>" + text + "</t>", "<t>behind</t>"},
                    {},
                    {},
                    {}};
  EXPECT_THAT(message_for(xlsx(shared)),
              HasSubstr("sheet “Actions”, row 12, column F: This cell holds more than 32767"));
  std::string euros;
  for (int count = 0; count < 32'767; ++count) euros += "€";
  auto const cell = [](std::string const& inside) {
    return xlsx_rows("<row><c t=\"inlineStr\"><is><t>" + inside + "</t></is></c></row>");
  };
  EXPECT_EQ(first_sheet(cell(euros)).at(0, 0).text, euros);
  EXPECT_EQ(fault_of(cell(euros + "€")), "too_large");
}

TEST(Xlsx, ATextThatManyCellsShareCountsForEach) {
  std::string cells;
  for (int row = 1; row <= 3'000; ++row) {
    cells += "<row r=\"" + std::to_string(row) + "\"><c t=\"s\"><v>0</v></c></row>";
  }
  Xlsx const book{{{"Actions", rows(cells)}}, {"<t>" + std::string(30'000, 'x') + "</t>"}, {}, {}, {}};
  EXPECT_EQ(fault_of(xlsx(book)), "too_large");
}

TEST(Xlsx, BombsAreRefused) {
  std::string const many_spaces(std::size_t{40} << 20, ' ');
  EXPECT_EQ(fault_of(xlsx_rows(many_spaces)), "too_large");
  Limits small;
  small.unpacked_bytes = 1 << 20;
  EXPECT_EQ(fault_of(xlsx_rows(std::string(std::size_t{2} << 20, ' ')), small), "too_large");
  std::string deep;
  for (int depth = 0; depth < 200; ++depth) deep += "<a>";
  EXPECT_THAT(message_for(xlsx_rows(deep)), HasSubstr("nested deeper"));
  Xlsx book{{{"Actions", rows("")}}, {}, {}, {}, {}};
  for (int sheet = 0; sheet < 200; ++sheet) book.sheets.push_back({"S" + std::to_string(sheet), rows("")});
  EXPECT_THAT(message_for(xlsx(book)), HasSubstr("more than 200 sheets"));
}

TEST(Xlsx, DocumentTypesAndEntitiesAreRefused) {
  auto parts =
      Parts{{"_rels/.rels", "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><r>&b;</r>"}};
  EXPECT_THAT(message_for(package(parts)), HasSubstr("document type"));
}

TEST(Xlsx, OtherSheetsAndPartsAreNamed) {
  Xlsx book{{{"Actions", rows("")}}, {}, {}, {}, {}};
  auto const good = xlsx(book);
  EXPECT_EQ(fault_of(good), "none");
  for (std::size_t percent = 5; percent < 100; percent += 5) {
    EXPECT_EQ(fault_of(good.substr(0, good.size() * percent / 100)), "damaged") << percent;
  }
  auto const relation = [](std::string const& target) {
    return package(
        {{"_rels/.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
          "Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
          " Target=\"" +
              target + "\"/></Relationships>"}});
  };
  EXPECT_THAT(message_for(relation("word/document.xml")), HasSubstr("Word document"));
  EXPECT_THAT(message_for(relation("xl/workbook.bin")), HasSubstr(".xlsb"));
  EXPECT_THAT(message_for(relation("xl/workbook.xml")), HasSubstr("xl/workbook.xml is missing"));
  EXPECT_THAT(message_for(package({{"readme.txt", "x"}})), HasSubstr("not a workbook"));
}

TEST(Xlsx, AChangedByteIsNoticed) {
  auto bytes = package({{"_rels/.rels", "<Relationships/>"}}, ZIP_CM_STORE);
  bytes[bytes.find("<Relationships/>") + 3] ^= 1;
  EXPECT_THAT(message_for(bytes), HasSubstr("checksum"));
}

}  // namespace
}  // namespace gt::sheet

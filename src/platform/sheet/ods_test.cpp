#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/written_workbook.h"

namespace gt::sheet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace written;

std::string text_cell(std::string const& text, std::string const& more = "") {
  return "<table:table-cell office:value-type=\"string\"" + more + "><text:p>" + text + "</text:p></table:table-cell>";
}
std::string row(std::string const& cells, std::string const& more = "") {
  return "<table:table-row" + more + ">" + cells + "</table:table-row>";
}
std::string const padding = "<table:table-cell table:number-columns-repeated=\"16384\"/>";

TEST(Ods, EveryKindOfCellKeepsItsKind) {
  auto const workbook = read_well(ods_rows(row(
      text_cell("Words") + "<table:table-cell/>" +
      "<table:table-cell office:value-type=\"float\" office:value=\"1.50\"><text:p>1.5</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"currency\" office:currency=\"GBP\" office:value=\"-12.5\"/>"
      "<table:table-cell office:value-type=\"percentage\" office:value=\"0.25\"><text:p>25%</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2018-04-03\"><text:p>03/04/18</text:p>"
      "</table:table-cell>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2018-04-03T09:30:00\"/>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2018-04-01\"><text:p>Apr-18</text:p>"
      "</table:table-cell>"
      "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"
      "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" calcext:value-type=\"error\">"
      "<text:p>#DIV/0!</text:p></table:table-cell>"
      "<table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"string\"><text:p>Words</text:p>"
      "</table:table-cell>" +
      padding)));
  ASSERT_EQ(workbook.sheets.size(), 1U);
  EXPECT_EQ(workbook.format, Format::ods);
  EXPECT_THAT(row_in_short(workbook.sheets[0], 0),
              ElementsAre("t Words", "-", "n 1.50", "n -12.5", "n 0.25", "d 2018-04-03", "d 2018-04-03T09:30:00",
                          "d 2018-04-01 shown Apr-18", "b true", "e #DIV/0! =", "t Words ="));
}

TEST(Ods, AMillionRepeatedEmptyRowsAndColumnsTakeNoRoom) {
  auto const workbook =
      read_well(ods_rows("<table:table-column table:number-columns-repeated=\"16384\" table:visibility=\"collapse\"/>" +
                         row(padding, " table:number-rows-repeated=\"2\"") + row(text_cell("here") + padding) +
                         row(padding, " table:number-rows-repeated=\"1048573\" table:visibility=\"collapse\"")));
  EXPECT_EQ(workbook.sheets[0].rows.size(), 3U);
  EXPECT_THAT(row_in_short(workbook.sheets[0], 2), ElementsAre("t here"));
  EXPECT_THAT(workbook.sheets[0].hidden_columns, ElementsAre(0));
}

TEST(Ods, RepeatedValuesAreRepeatedOrRefused) {
  auto const workbook = read_well(ods_rows(row(text_cell("a", " table:number-columns-repeated=\"2\"") + text_cell("b"),
                                               " table:number-rows-repeated=\"2\"")));
  EXPECT_THAT(row_in_short(workbook.sheets[0], 1), ElementsAre("t a", "t a", "t b"));
  EXPECT_THAT(message_for(ods_rows(row(text_cell("a", " table:number-columns-repeated=\"1000000\"")))),
              HasSubstr("sheet “Actions”, row 1, column IW: The sheet goes on beyond 256 columns"));
  EXPECT_THAT(message_for(ods_rows(row(text_cell("a"), " table:number-rows-repeated=\"1000000\""))),
              HasSubstr("row 50001: The sheet goes on beyond 50000 rows"));
  EXPECT_EQ(fault_of(ods_rows(row(text_cell("a"), " table:number-rows-repeated=\"-1\""))), "damaged");
}

TEST(Ods, WhiteSpaceIsReadAsMeant) {
  auto const read_text = [](std::string const& paragraphs) {
    auto const workbook = read_well(
        ods_rows(row("<table:table-cell office:value-type=\"string\">" + paragraphs + "</table:table-cell>")));
    return workbook.sheets.at(0).at(0, 0).text;
  };
  EXPECT_EQ(read_text("<text:p>\n  Laid\n  out, <text:span>\n and </text:span>spread\n</text:p>"),
            "Laid out, and spread");
  EXPECT_EQ(read_text("<text:p>spelled<text:s text:c=\"2\"/>out<text:tab/>tab</text:p><text:p/><text:p><text:s/>third"
                      "<text:line-break/>fourth</text:p>"),
            "spelled  out\ttab\n\n third\nfourth");
  EXPECT_EQ(read_text("<text:p> plain  <text:s/>spaces </text:p>"), " plain   spaces ");
}

TEST(Ods, CommentsAndPicturesAreNotPartOfACell) {
  auto const workbook = read_well(
      ods_rows("<table:shapes><draw:frame><text:p>no</text:p></draw:frame></table:shapes>" +
               row("<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a "
                   "comment</text:p></office:annotation>"
                   "<text:p>the <draw:frame><text:p>no</text:p></draw:frame>cell</text:p></table:table-cell>")));
  EXPECT_EQ(workbook.sheets[0].at(0, 0).text, "the cell");
  ASSERT_EQ(workbook.notes.size(), 1U);
  EXPECT_THAT(workbook.notes[0].message, HasSubstr("comments"));
}

TEST(Ods, MergedAndHiddenPartsAreKnown) {
  auto const workbook = read_well(
      ods("<table:table table:name=\"Actions\">" +
              row(text_cell("Title", " table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"") +
                  "<table:covered-table-cell/>") +
              row("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" + text_cell("x"),
                  " table:visibility=\"filter\"") +
              "</table:table><table:table table:name=\"Lists\" table:style-name=\"ta2\"/>",
          "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/>"
          "</style:style><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
          "table:display=\"false\"/></style:style>"));
  ASSERT_EQ(workbook.sheets.size(), 2U);
  EXPECT_THAT(row_in_short(workbook.sheets[0], 0), ElementsAre("t Title spans 2x2", "- covered"));
  EXPECT_THAT(row_in_short(workbook.sheets[0], 1), ElementsAre("- covered", "- covered", "t x"));
  EXPECT_TRUE(workbook.sheets[0].rows[1].is_hidden);
  EXPECT_EQ(workbook.sheets[1].visibility, Visibility::hidden);
}

TEST(Ods, TablesElsewhereAreNotSheets) {
  auto const workbook =
      read_well(ods("<table:tracked-changes><table:cell-content-change><table:previous>"
                    "<table:change-track-table-cell><text:p>old</text:p></table:change-track-table-cell>"
                    "</table:previous></table:cell-content-change></table:tracked-changes>"
                    "<table:table table:name=\"Actions\">" +
                    row(text_cell("new")) + "</table:table><table:dde-links><table:dde-link><table:table>" +
                    row(text_cell("no")) + "</table:table></table:dde-link></table:dde-links>"));
  ASSERT_EQ(workbook.sheets.size(), 1U);
  EXPECT_THAT(row_in_short(workbook.sheets[0], 0), ElementsAre("t new"));
  EXPECT_THAT(
      message_for(ods_rows(row("<table:table-cell><table:table table:is-sub-table=\"true\"/></table:table-cell>"))),
      HasSubstr("row 1, column A: This cell holds a table of its own"));
}

TEST(Ods, LockedAndOtherDocumentsAreRefused) {
  std::string const manifest =
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry "
      "manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
  EXPECT_EQ(fault_of(ods("", "", {{"META-INF/manifest.xml", manifest}})), "encrypted");
  EXPECT_EQ(
      fault_of(package({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"encrypted-package", "x"}})),
      "encrypted");
  EXPECT_THAT(message_for(package({{"mimetype", "application/vnd.oasis.opendocument.text"}})),
              HasSubstr("OpenDocument text"));
  EXPECT_THAT(message_for(package({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
              HasSubstr("content.xml is missing"));
  EXPECT_EQ(fault_of(ods("")), "damaged");
}

TEST(Ods, AHugeCellIsRefusedByName) {
  auto const message = message_for(ods_rows(row("<table:table-cell/>" + text_cell(std::string(50'000'000, 'x')))));
  EXPECT_THAT(message, HasSubstr("sheet “Actions”, row 1, column B: This cell holds more than 32767 characters"));
  EXPECT_EQ(fault_of(ods_rows(row(text_cell("<text:s text:c=\"99999999\"/>")))), "too_large");
}

}  // namespace
}  // namespace gt::sheet

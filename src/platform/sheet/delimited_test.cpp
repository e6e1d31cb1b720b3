#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/csv/csv.h"
#include "platform/sheet/written_workbook.h"

namespace gt::sheet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::string_literals;
using namespace written;

std::vector<std::string> first_row(std::string const& bytes) {
  auto const workbook = read_well(bytes);
  return workbook.sheets.empty() ? std::vector<std::string>{} : row_in_short(workbook.sheets[0], 0);
}

TEST(Csv, QuotedCellsMayHoldSeparatorsQuotesAndLineEnds) {
  auto const workbook = read_well("Ref,Action,Owner\r\n1,\"Say \"\"yes\"\", then\r\ndo it\",\r\n\r\n,,\"x\" \r\n");
  ASSERT_EQ(workbook.sheets.size(), 1U);
  EXPECT_EQ(workbook.format, Format::csv);
  auto const& sheet = workbook.sheets[0];
  ASSERT_EQ(sheet.rows.size(), 4U);
  EXPECT_THAT(row_in_short(sheet, 1), ElementsAre("t 1", "t Say \"yes\", then\ndo it"));
  EXPECT_THAT(row_in_short(sheet, 2), ElementsAre());
  EXPECT_THAT(row_in_short(sheet, 3), ElementsAre("-", "-", "t x"));
}

TEST(Csv, EveryLineEndCounts) {
  for (auto const* const end : {"\n", "\r\n", "\r"}) {
    auto const workbook = read_well("a,b"s + end + "c,d");
    EXPECT_THAT(row_in_short(workbook.sheets[0], 1), ElementsAre("t c", "t d")) << static_cast<int>(end[0]);
  }
}

TEST(Csv, TheSeparatorIsFound) {
  EXPECT_THAT(first_row("Title\na;b;c,d\n1;2;3,5\n"), ElementsAre("t Title"));
  EXPECT_THAT(row_in_short(read_well("Title\na;b;c,d\n1;2;3,5\n").sheets[0], 1), ElementsAre("t a", "t b", "t c,d"));
  EXPECT_THAT(first_row("a\tb, and c\n1\t2\n"), ElementsAre("t a", "t b, and c"));
  EXPECT_THAT(first_row("a,\"b;c;d\"\n1,\"2;3;4\"\n"), ElementsAre("t a", "t b;c;d"));
  EXPECT_THAT(first_row("sep=;\r\na,b;c\r\n"), ElementsAre("t a,b", "t c"));
  EXPECT_THAT(first_row("just words"), ElementsAre("t just words"));
}

TEST(Csv, EveryEncodingOfSpreadsheetProgramsIsRead) {
  EXPECT_THAT(first_row("\xEF\xBB\xBF"
                        "café,£5"),
              ElementsAre("t café", "t £5"));
  EXPECT_THAT(first_row("café,£5"), ElementsAre("t café", "t £5"));
  EXPECT_THAT(first_row("\xFF\xFE\xA3\0,\0\x3D\xD8\x00\xDE"s), ElementsAre("t £", "t 😀"));
  EXPECT_THAT(first_row("\xFE\xFF\0\xA3\0,\0a"s), ElementsAre("t £", "t a"));
  auto const old = read_well("caf\xE9,\x80\x35 \x96 x");
  EXPECT_THAT(row_in_short(old.sheets[0], 0), ElementsAre("t café", "t €5 – x"));
  ASSERT_EQ(old.notes.size(), 1U);
  EXPECT_THAT(old.notes[0].message, HasSubstr("windows-1252"));
  EXPECT_THAT(message_for("a,b\nc,\x81"), HasSubstr("line 2"));
  EXPECT_EQ(fault_of("\xFF\xFE\x00\xDC"s), "damaged");
  EXPECT_EQ(fault_of("\xFF\xFE\x41"), "damaged");
  EXPECT_EQ(fault_of("\xEF\xBB\xBF\xE9"), "damaged");
}

TEST(Csv, BrokenQuotesAreNamed) {
  EXPECT_THAT(message_for("a,b\n1,\"open\n2,3\n"),
              HasSubstr("tracker.xlsx, row 2, column B: The file is damaged: this cell begins"));
  EXPECT_THAT(message_for("a,b\n\"x\"y,2\n"), HasSubstr("row 2, column A"));
  EXPECT_THAT(first_row("5\" pipe,b"), ElementsAre("t 5\" pipe", "t b"));
}

TEST(Csv, LimitsHold) {
  EXPECT_THAT(message_for("a," + std::string(50'000'000, 'x'),
                          [] {
                            Limits limits;
                            limits.input_bytes = std::size_t{64} << 20;
                            return limits;
                          }()),
              HasSubstr("row 1, column B: This cell holds more than 32767 characters"));
  EXPECT_THAT(message_for(std::string(300, ',') + "x"), HasSubstr("column KO: The sheet goes on beyond 256 columns"));
  EXPECT_THAT(message_for(std::string(50'000, '\n') + "x"), HasSubstr("row 50001"));
  EXPECT_THAT(message_for(std::string(std::size_t{33} << 20, 'x')), HasSubstr("larger than 32 MB"));
}

TEST(Csv, WhatOurExportNeutralisesComesBackAsItWas) {
  for (auto const* const text :
       {"=1+1", "+44 20", "-5", "-x", "@home", "'=x", "''=x", "'quoted'", "'", "''", "it's", "'-5"}) {
    EXPECT_THAT(first_row(csv::row({text, "b"})), ElementsAre("t "s + text, "t b")) << text;
  }
}

TEST(Csv, OtherFilesAreNotSpreadsheets) {
  struct Case {
    std::string bytes;
    std::string fault;
    std::string words;
  };
  auto const wide = [](std::string const& name) {
    std::string out;
    for (char const c : name) out += std::string(1, c) + '\0';
    return out;
  };
  std::string const compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0');
  for (auto const& each :
       std::vector<Case>{{"", "not_a_spreadsheet", "empty"},
                         {"%PDF-1.7", "not_a_spreadsheet", "a PDF"},
                         {"\n <!DOCTYPE html><html>", "not_a_spreadsheet", "web page"},
                         {"<table><tr><td>Ref", "not_a_spreadsheet", "web page"},
                         {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                          "old_format", "2003"},
                         {"<?xml version=\"1.0\"?><x/>", "not_a_spreadsheet", "XML"},
                         {"\x89PNG\r\n\x1A\n", "not_a_spreadsheet", "picture"},
                         {"{\\rtf1", "not_a_spreadsheet", "rich text"},
                         {"\x1F\x8B\x08", "not_a_spreadsheet", "packed"},
                         {"a,b\0c"s, "not_a_spreadsheet", "neither"},
                         {"PK\x05\x06"s + std::string(18, '\0'), "not_a_spreadsheet", "not a workbook"},
                         {"PK\x03\x04 and no more", "damaged", "cut off"},
                         {compound + wide("EncryptedPackage"), "encrypted", "password"},
                         {compound + wide("Workbook"), "old_format", ".xls"},
                         {compound + wide("WordDocument"), "not_a_spreadsheet", "Word"},
                         {"\x09\x08\x10\x00\x00\x06"s, "old_format", ".xls"}}) {
    EXPECT_EQ(fault_of(each.bytes), each.fault) << each.words;
    EXPECT_THAT(message_for(each.bytes), HasSubstr(each.words));
  }
}

}  // namespace
}  // namespace gt::sheet

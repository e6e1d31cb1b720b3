#include "platform/csv/csv.h"

#include <gtest/gtest.h>

namespace gt::csv {
namespace {

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(row({"plain", "a,b", "say \"no\"", "two\nlines", ""}),
            "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\r\n");
}

TEST(Csv, NeutralisesFormulasButKeepsNumbers) {
  for (auto text : {"=1+1", "+SUM(A1)", "-A1", "@cmd", "\tx", "-"}) EXPECT_EQ(cell(text).find('\''), 0u) << text;
  for (auto text : {"-12", "-1,250.50", "12"}) EXPECT_EQ(cell(text).find('\''), std::string::npos) << text;
  EXPECT_EQ(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
}

TEST(Csv, LooksAtTheFirstCharacterOnly) {
  struct Case {
    std::string text, cell;
  };
  for (auto const& each :
       {Case{"", ""}, Case{"a=b", "a=b"}, Case{"-", "'-"}, Case{"--1", "'--1"}, Case{"-1+cmd", "'-1+cmd"},
        Case{"+44 20", "'+44 20"}, Case{"\rx", "\"'\rx\""}, Case{"=a,b", "\"'=a,b\""}, Case{"Máire’s", "Máire’s"},
        Case{"'=1", "''=1"}, Case{"'quoted'", "'quoted'"}})
    EXPECT_EQ(cell(each.text), each.cell);
  EXPECT_EQ(row({}), "\r\n");
}

}  // namespace
}  // namespace gt::csv

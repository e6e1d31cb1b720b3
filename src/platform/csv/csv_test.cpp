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

}  // namespace
}  // namespace gt::csv

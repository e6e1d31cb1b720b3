#include "platform/html/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace gt::html {
namespace {

using testing::HasSubstr;

TEST(Typography, KeepsDatesAndCountsWhole) {
  EXPECT_EQ(unbroken("23 July 2018"), "23\u00a0July\u00a02018");
  EXPECT_EQ(date(day(2018, 7, 23)).str(), "<time datetime=\"2018-07-23\">23\u00a0July\u00a02018</time>");
  EXPECT_THAT(moment(Instant::from_iso("2018-07-23T09:30:00Z").value()).str(),
              HasSubstr(">23\u00a0July\u00a02018 at\u00a010:30</time>"));
  EXPECT_THAT(date_range(day(2018, 6, 25), day(2018, 7, 20)).str(), HasSubstr(">25\u00a0June</time> to <time"));
  EXPECT_THAT(date_range(day(2018, 7, 9), day(2018, 7, 20)).str(), HasSubstr(">9</time> to <time"));
  EXPECT_THAT(date_range(day(2017, 12, 18), day(2018, 1, 12)).str(),
              HasSubstr(">18\u00a0December\u00a02017</time> to"));
  EXPECT_EQ(date_range(day(2018, 7, 9), day(2018, 7, 9)), date(day(2018, 7, 9)));
}

TEST(Typography, PutsNumbersInWords) {
  EXPECT_EQ(plural(1, "finding"), "1 finding");
  EXPECT_EQ(plural(0, "finding"), "0 findings");
  EXPECT_EQ(plural(1104, "child", "children"), "1,104 children");
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(-1234567), "\u22121,234,567");
  EXPECT_EQ(part_of(8, 11), "8\u00a0of\u00a011");
  EXPECT_EQ(sentence_list({}).str(), "");
  EXPECT_EQ(sentence_list({{4}}).str(), "4");
  EXPECT_EQ(sentence_list({{4}, {5}, {12}}).str(), "4, 5 and 12");
}

TEST(Typography, TurnsPlainTextIntoParagraphs) {
  EXPECT_EQ(paragraphs(" one\r\ntwo \n\n\n three <b>\n").str(),
            "<p class=\"govuk-body\">one<br>two</p>\n<p class=\"govuk-body\">three &lt;b&gt;</p>\n");
  EXPECT_TRUE(paragraphs(" \n\n ").empty());
}

TEST(Due, NeverOverwritesTheFirstDate) {
  EXPECT_EQ(due(day(2026, 11, 30)), date(day(2026, 11, 30)));
  EXPECT_EQ(due(day(2026, 11, 30), day(2026, 11, 30), 0), date(day(2026, 11, 30)));
  EXPECT_THAT(due(day(2026, 11, 30), day(2026, 4, 30), 3).str(),
              HasSubstr("Moved 3 times, 214 days: first due <s><time datetime=\"2026-04-30\">"));
  EXPECT_THAT(due(day(2026, 4, 29), day(2026, 4, 30), 1).str(), HasSubstr("Moved once, 1 day earlier: first due"));
}

}  // namespace
}  // namespace gt::html

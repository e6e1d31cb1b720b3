#include "platform/sheet/typed_date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::sheet {
namespace {

using testing::HasSubstr;

/// The day in ISO form, "no day", "blank", or the message.
std::string outcome(TypedDate const& date) {
  switch (date.kind) {
    case TypedDate::Kind::blank:
      return "blank";
    case TypedDate::Kind::day:
      return date.day->iso();
    case TypedDate::Kind::no_day:
      return "no day";
    case TypedDate::Kind::not_a_date:
      break;
  }
  return date.message;
}

TEST(TypedDate, FormsThatNameADay) {
  struct Case {
    char const* typed;
    char const* day;
  };
  for (auto const& each : std::vector<Case>{{"31/03/2018", "2018-03-31"},
                                            {"31.3.18", "2018-03-31"},
                                            {"31-03-2018", "2018-03-31"},
                                            {"1/2/18", "2018-02-01"},
                                            {" 31 / 03 / 2018 ", "2018-03-31"},
                                            {"2018-03-31", "2018-03-31"},
                                            {"2018-3-1", "2018-03-01"},
                                            {"2018/03/31", "2018-03-31"},
                                            {"2018-03-31T00:00:00", "2018-03-31"},
                                            {"2018-03-31 00:00:00", "2018-03-31"},
                                            {"31/03/2018 17:00", "2018-03-31"},
                                            {"3 April 2018", "2018-04-03"},
                                            {"3rd Apr 18", "2018-04-03"},
                                            {"3rd of April, 2018", "2018-04-03"},
                                            {"03-Apr-2018", "2018-04-03"},
                                            {"3-Apr-18", "2018-04-03"},
                                            {"3 Sept. 2018", "2018-09-03"},
                                            {"3 Apr '18", "2018-04-03"},
                                            {"April 3, 2018", "2018-04-03"},
                                            {"Tuesday 3 April 2018", "2018-04-03"},
                                            {"Tue 3rd April 2018", "2018-04-03"},
                                            {"Tue 03/04/2018", "2018-04-03"},
                                            {"29 February 2020", "2020-02-29"},
                                            {"1/1/69", "2069-01-01"},
                                            {"1/1/70", "1970-01-01"},
                                            {"18-04-03", "2003-04-18"}}) {
    EXPECT_EQ(outcome(read_typed_date(each.typed)), each.day) << each.typed;
  }
}

TEST(TypedDate, FormsThatNameNoDayAreKeptAsTyped) {
  for (auto const* const typed : {"Apr-18",
                                  "Apr 18",
                                  "Apr '18",
                                  "April 2018",
                                  "April",
                                  "Sept 2018",
                                  "04/2018",
                                  "2018-04",
                                  "4-2018",
                                  "Q2 2018/19",
                                  "Q2 18/19",
                                  "Q2",
                                  "2018 Q2",
                                  "Quarter 2 2018-19",
                                  "Qtr 3 2018/19",
                                  "Summer 2019",
                                  "Summer",
                                  "Autumn term 2018",
                                  "ongoing",
                                  "Ongoing.",
                                  "On-going",
                                  "TBC",
                                  "to be confirmed",
                                  "2018",
                                  "2018/19",
                                  "2018-2019",
                                  "FY 2018/19",
                                  "end of March 2019",
                                  "by end April 2018",
                                  "mid-April 2018",
                                  "April - June 2018",
                                  "Apr–Jun 2018",
                                  "April 2018 to June 2018",
                                  "31/03",
                                  "3 April",
                                  "3rd Apr",
                                  "N/A",
                                  "complete",
                                  "Completed April 2018",
                                  "monthly",
                                  "Early 2019",
                                  "Spring/Summer 2019"}) {
    auto const date = read_typed_date(typed);
    EXPECT_EQ(outcome(date), "no day") << typed;
    EXPECT_EQ(date.typed, typed);
    EXPECT_THAT(date.message, HasSubstr("names no day"));
  }
}

TEST(TypedDate, OthersAreRefusedWithWhatWouldBeRight) {
  struct Case {
    char const* typed;
    char const* words;
  };
  for (auto const& each : std::vector<Case>{{"03/31/2018",
                                             "“03/31/2018” has no month 31. Dates are read with the day first: if 31 "
                                             "March 2018 is meant, write 31/03/2018."},
                                            {"12/31/18", "write 31/12/2018"},
                                            {"31/04/2018", "“31/04/2018” is no day: April 2018 has 30 days"},
                                            {"31 April 2018", "April 2018 has 30 days"},
                                            {"29/02/2019", "February 2019 has 28 days"},
                                            {"30 Feb 2018", "has 28 days"},
                                            {"0/4/2018", "April 2018 has 30 days"},
                                            {"3/0/2018", "has no month 0"},
                                            {"32/13/2018", "has no month 13"},
                                            {"3/4/218", "is not a date"},
                                            {"3/4/20018", "is not a date"},
                                            {"3 April 20118", "four digits"},
                                            {"3/4/2818", "from 1900 to 2199"},
                                            {"Monday 3 April 2018", "3 April 2018 is a Tuesday"},
                                            {"sometime", "Write day, month and year, as 31/03/2018"},
                                            {"see notes", "is not a date"},
                                            {"3/4/18 and 5/6/18", "is not a date"},
                                            {"3 April 2018 - 5 May 2018", "is not a date"},
                                            {"43193", "perhaps 3 April 2018"},
                                            {"12", "is not a date"},
                                            {"17:00", "is not a date"},
                                            {"Marching on", "is not a date"},
                                            {"---", "is not a date"},
                                            {"3/4/5/6", "is not a date"}}) {
    auto const date = read_typed_date(each.typed);
    EXPECT_EQ(date.kind, TypedDate::Kind::not_a_date) << each.typed;
    EXPECT_THAT(date.message, HasSubstr(each.words)) << each.typed;
  }
}

TEST(TypedDate, NothingAndVeryMuchAreNoDates) {
  EXPECT_EQ(outcome(read_typed_date("")), "blank");
  EXPECT_EQ(outcome(read_typed_date(" \n ")), "blank");
  auto const date = read_typed_date(std::string(10'000, 'x'));
  EXPECT_EQ(date.kind, TypedDate::Kind::not_a_date);
  EXPECT_LT(date.message.size(), 400U);
}

TEST(TypedDate, CellsAreReadByTheirKind) {
  auto const cell = [](CellKind kind, std::string text, std::string shown = "") {
    Cell made;
    made.kind = kind;
    made.text = std::move(text);
    made.shown = std::move(shown);
    return made;
  };
  EXPECT_EQ(outcome(read_typed_date(Cell{})), "blank");
  EXPECT_EQ(outcome(read_typed_date(cell(CellKind::text, "3 April 2018"))), "2018-04-03");
  EXPECT_EQ(outcome(read_typed_date(cell(CellKind::date, "2018-04-03T17:00:00"))), "2018-04-03");
  auto const month = read_typed_date(cell(CellKind::date, "2018-04-01", "Apr-18"));
  EXPECT_EQ(outcome(month), "no day");
  EXPECT_EQ(month.typed, "Apr-18");
  EXPECT_EQ(outcome(read_typed_date(cell(CellKind::number, "43193"))), "2018-04-03");
  EXPECT_EQ(outcome(read_typed_date(cell(CellKind::number, "41731"), true)), "2018-04-03");
  EXPECT_EQ(outcome(read_typed_date(cell(CellKind::number, "2018"))), "no day");
  EXPECT_THAT(outcome(read_typed_date(cell(CellKind::number, "7"))), HasSubstr("The number 7 is not a date"));
  EXPECT_THAT(outcome(read_typed_date(cell(CellKind::error, "#REF!"))), HasSubstr("“#REF!” is not a date"));
  EXPECT_THAT(outcome(read_typed_date(cell(CellKind::boolean, "true"))), HasSubstr("is not a date"));
}

}  // namespace
}  // namespace gt::sheet

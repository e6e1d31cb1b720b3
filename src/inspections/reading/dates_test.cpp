#include "inspections/reading/dates.h"

#include <string>

#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

std::string shown(std::string_view text) {
  std::string out;
  for (auto const& period : on_site_periods(text))
    out += (out.empty() ? "" : " + ") + period.start.iso() + ".." + period.end.iso();
  return out;
}

TEST(OnSiteDates, AreReadInEveryPrintedForm) {
  struct Case {
    char const* text;
    char const* periods;
  };
  for (auto const& one : std::vector<Case>{
           {"11 to 22 December 2023", "2023-12-11..2023-12-22"},
           {"4 June to 15 June 2018", "2018-06-04..2018-06-15"},
           {"25 November 2019 to 6 December 2019", "2019-11-25..2019-12-06"},
           {"19 November\xE2\x80\x93"
            "30 November 2018",
            "2018-11-19..2018-11-30"},
           {"11 \xE2\x80\x93 22 July 2022", "2022-07-11..2022-07-22"},
           {"27 September \xE2\x94\x80 20 October 2016", "2016-09-27..2016-10-20"},
           {"28 November to 9 December 2018", "2018-11-28..2018-12-09"},
           {"12 December to 6 January 2020", "2019-12-12..2020-01-06"},
           {"8 Feb - 3 March 2016", "2016-02-08..2016-03-03"},
           {"9 Sept to 2 Oct 2014", "2014-09-09..2014-10-02"},
           {"01/02/2016 - 25/02/2016", "2016-02-01..2016-02-25"},
           {"1.2.16 to 25.2.16", "2016-02-01..2016-02-25"},
           {"28 July 2016", "2016-07-28..2016-07-28"},
           {"5 to 9 December 2022 and 14 to 15 February 2023", "2022-12-05..2022-12-09 + 2023-02-14..2023-02-15"},
           {"8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019",
            "2019-07-08..2019-07-12 + 2019-08-07..2019-08-08"},
           {"11 to 15 and 18 to 22 March 2019", "2019-03-11..2019-03-22"},
           {"24 and 25 May 2022", "2022-05-24..2022-05-25"},
           {"30 June and 1 July 2025", "2025-06-30..2025-07-01"},
           {"1, 2 and 3 March 2021", "2021-03-01..2021-03-03"},
           {"Between 4 and 8 December 2017, inspectors", "2017-12-04..2017-12-08"},
           {"Monday 5th March to Friday 9th March 2018", "2018-03-05..2018-03-09"},
           {"20 to 24 January 2025   2", "2025-01-20..2025-01-24"},
           {"on 6 February 2018 to 7 February 2018.", "2018-02-06..2018-02-07"},
           {"11 to 22 December", ""},
           {"December 2023", ""},
           {"31 February 2020", ""},
           {"", ""},
           {"not yet known", ""},
       })
    EXPECT_EQ(shown(one.text), one.periods) << one.text;
}

TEST(OnSiteDates, TakeAnyTextWithoutHarm) {
  EXPECT_EQ(shown(std::string(100'000, '9')), "");
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "1 and ";
  EXPECT_EQ(shown(many), "");
  EXPECT_EQ(shown("\xFF\xFE 1 \xE2\x80"), "");
}

TEST(PrintedDate, IsTheFirstWholeOne) {
  EXPECT_EQ(printed_date("9 December 2016")->iso(), "2016-12-09");
  EXPECT_FALSE(printed_date("next week"));
}

}  // namespace
}  // namespace gt::inspections::reading

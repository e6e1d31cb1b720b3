#include "inspections/reading/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Names = std::vector<std::string>;

TEST(People, LoseTheirTitles) {
  struct Case {
    char const* text;
    Names names;
  };
  for (auto const& one : std::vector<Case>{
           {"Robin Invented, His Majesty\xE2\x80\x99s Inspector", {"Robin Invented"}},
           {"Robin Invented Her Majesty\xE2\x80\x99s Inspector", {"Robin Invented"}},
           {"Robin Invented HMI", {"Robin Invented"}},
           {"Robin Invented, HMI", {"Robin Invented"}},
           {"Robin Invented (HMI)", {"Robin Invented"}},
           {"Robin Invented, Senior His Majesty's Inspector", {"Robin Invented"}},
           {"M\xC3\xA1ire O\xE2\x80\x99"
            "Dunne-Smith",
            {"M\xC3\xA1ire O\xE2\x80\x99"
             "Dunne-Smith"}},
           {"Ann Made and Bo Lee", {"Ann Made", "Bo Lee"}},
           {"Ann Made, Her Majesty's Inspector, and Bo Lee, Her Majesty's Inspector", {"Ann Made", "Bo Lee"}},
           {"Ann Made HMI, Bo Lee HMI and Cy de Vries HMI", {"Ann Made", "Bo Lee", "Cy de Vries"}},
           {"Ann J. Made", {"Ann J. Made"}},
           {"Ann Made, His Majesty's Inspector, Social Care", {"Ann Made"}},
           {"Ann Made, Senior His Majesty's Inspector (SHMI)", {"Ann Made"}},
           {"", {}},
           {"His Majesty's Inspector", {}},
       })
    EXPECT_EQ(people(one.text), one.names) << one.text;
}

std::vector<Line> lines(std::string const& text) { return lay_out({{1, text}}).lines; }

TEST(LabelledPeople, AreFoundAcrossLinesAndPlurals) {
  struct Case {
    char const* text;
    Names names;
  };
  for (auto const& one : std::vector<Case>{
           {"Lead inspector: Ann Made, HMI\n\n Judgement   Grade\n", {"Ann Made"}},
           {"Lead inspector: Ann Made\n                Her Majesty\xE2\x80\x99s Inspector\n", {"Ann Made"}},
           {"Lead inspector: Ann Made, Her\nMajesty\xE2\x80\x99s Inspector\n", {"Ann Made"}},
           {"Lead inspectors: Ann Made, Her Majesty\xE2\x80\x99s Inspector, and Bo Lee,\nHer Majesty\xE2\x80\x99s "
            "Inspector\n",
            {"Ann Made", "Bo Lee"}},
           {"Lead inspectors: Ann Made, HMI, and\nBo Lee, HMI\n", {"Ann Made", "Bo Lee"}},
           {"Lead inspector:\nAnn Made\n", {"Ann Made"}},
           {"Lead inspector on site: Ann Made HMI\nTeam inspectors: Bo Lee, Cy Ray\n", {"Ann Made"}},
           {"Lead inspector  Ann Made HMI\n", {"Ann Made"}},
           {"Lead inspector: Ann Made HMI       Deputy lead inspector: Bo Lee\n", {"Ann Made"}},
           {"Lead inspector \xE2\x80\x93 Ann Made\n", {"Ann Made"}},
           {"Lead inspector(s): Ann Made\n", {"Ann Made"}},
           {"Lead inspector: Ann Made\nDeputy lead inspector: Bo Lee\n", {"Ann Made"}},
           {"The lead inspector was helpful.\n", {}},
           {"", {}},
       })
    EXPECT_EQ(labelled_people(lines(one.text), 0, 100, "lead inspector"), one.names) << one.text;
}

TEST(LabelledPeople, FindDeputiesAndReportingInspectors) {
  EXPECT_THAT(labelled_people(lines("Deputy lead inspector Bo Lee\n"), 0, 9, "deputy lead inspector"),
              ElementsAre("Bo Lee"));
  EXPECT_THAT(labelled_people(lines("Deputy lead inspectors: Bo Lee and Cy Ray HMI\n\nTeam inspectors: Di Fox\n"), 0, 9,
                              "deputy lead inspector"),
              ElementsAre("Bo Lee", "Cy Ray"));
  EXPECT_THAT(labelled_people(lines("Reporting inspector Ann Made HMI\n"), 0, 9, "reporting inspector"),
              ElementsAre("Ann Made"));
  EXPECT_THAT(labelled_people(lines("Lead inspector: Ann Made\n"), 0, 9, "deputy lead inspector"), IsEmpty());
}

}  // namespace
}  // namespace gt::inspections::reading

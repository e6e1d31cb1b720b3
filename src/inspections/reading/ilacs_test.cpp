#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/reading/read_report.h"
#include "inspections/reading/test_pages.h"

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string const table = R"(
 Judgement                                                     Grade

 The impact of leaders on social work practice with children
                                                               Good
 and families
 The experiences and progress of children who need help and    Requires improvement
 protection                                                    to be good
 The experiences and progress of children in care and care
                                                               Good
 leavers
 Overall effectiveness                                         Good
)";

std::string const body = R"(
Services in Northmere have grown.

What needs to improve
◼ The quality of plans.
◼ The speed of visits.

The experiences and progress of children who need help and
protection requires improvement to be good

1.   Help is early.

2.   Visits are late for those aged
     3. They wait.

The experiences and progress of children in care and care leavers: good

3.   Homes are kind.

The impact of leaders on social work practice with children and families is good.

4.   Leaders know.
)";

std::string front(std::string const& title, std::string const& dates = "Inspection dates: 4 June to 15 June 2018",
                  std::string const& lead = "Lead inspector: Ann Made, HMI") {
  return title + "\n" + dates + "\n\n" + lead + "\n\n";
}

TEST(Ilacs, ReadsTheFormOf2018) {
  auto const found = read(front("Northmere Council\nInspection of children’s social care services") + table + body);
  EXPECT_EQ(found.kind, Kind::ilacs_standard);
  EXPECT_EQ(found.framework, Framework::ilacs_2018);
  EXPECT_EQ(found.authority, "Northmere");
  EXPECT_EQ(found.authority_printed, "Northmere Council");
  EXPECT_EQ(found.inspection_start->iso(), "2018-06-04");
  EXPECT_EQ(found.inspection_end->iso(), "2018-06-15");
  EXPECT_THAT(found.lead_inspectors, ElementsAre("Ann Made"));
  ASSERT_EQ(found.judgements.size(), 4U);
  EXPECT_EQ(found.judgements[1].grade, Grade::requires_improvement);
  EXPECT_EQ(found.areas_section_title, "What needs to improve");
  ASSERT_EQ(found.areas.size(), 2U);
  EXPECT_EQ(found.areas[1].text, "The speed of visits.");
  EXPECT_EQ(found.areas[1].on_page, found.areas[0].on_page + 1);
  ASSERT_EQ(found.paragraphs.size(), 4U);
  EXPECT_EQ(found.paragraphs[1].text, "Visits are late for those aged 3. They wait.");
  EXPECT_EQ(found.paragraphs[1].section, "The experiences and progress of children who need help and protection");
  EXPECT_EQ(found.paragraphs[3].section, "The impact of leaders on social work practice with children and families");
  EXPECT_EQ(found.published, std::nullopt);
}

TEST(Ilacs, FindsTheAuthorityInEveryTitle) {
  struct Case {
    char const* title;
    char const* printed;
    char const* plain;
    Framework framework;
  };
  using enum Framework;
  for (auto const& one : std::vector<Case>{
           {"Northmere\nInspection of local authority children’s services", "Northmere", "Northmere", ilacs_2018},
           {"The Royal Borough of North and\nMere\nInspection of children's social care services",
            "The Royal Borough of North and Mere", "North and Mere", ilacs_2018},
           {"Inspection of Northmere local\nauthority children’s services", "Northmere", "Northmere", ilacs_2021},
           {"Inspection of Northmere local authority children's services", "Northmere", "Northmere", ilacs_2021},
           {"Inspection of Northmere Council children’s services", "Northmere Council", "Northmere", ilacs_2021},
           {"Inspection of the Isle of Merrow local authority\nchildren’s services", "Isle of Merrow", "Isle of Merrow",
            ilacs_2021},
           {"Inspection of The Royal Borough of Northmere\nlocal authority children’s services",
            "The Royal Borough of Northmere", "Northmere", ilacs_2021},
           {"Inspection of Bristol City of local authority\nchildren’s services", "Bristol City of", "Bristol",
            ilacs_2021},
           {"Inspection of Hammersmith & Fulham local\nauthority children’s services", "Hammersmith & Fulham",
            "Hammersmith and Fulham", ilacs_2021},
           {"Inspection of City of London local authority\nchildren’s services", "City of London", "City of London",
            ilacs_2021},
           {"Inspection of Hull local authority\nchildren’s services", "Hull", "Kingston upon Hull", ilacs_2021},
       }) {
    auto const found = read(front(one.title) + table + body);
    EXPECT_EQ(found.authority_printed, one.printed) << one.title;
    EXPECT_EQ(found.authority, one.plain) << one.title;
    EXPECT_EQ(found.framework, one.framework) << one.title;
  }
}

TEST(Ilacs, TellsShortFromStandardByTheFirstPeriod) {
  struct Case {
    char const* dates;
    Kind kind;
    char const* end;
  };
  for (auto const& one : std::vector<Case>{
           {"Inspection dates: 11 to 22 December 2023", Kind::ilacs_standard, "2023-12-22"},
           {"Inspection date: 11 – 15 July 2022", Kind::ilacs_short, "2022-07-15"},
           {"Inspection dates: 16 September to 2 October 2019", Kind::ilacs_standard, "2019-10-02"},
           {"Inspection dates: 7 to 9 March 2023", Kind::ilacs_short, "2023-03-09"},
           {"Inspection dates: 5 to 9 December 2022 and 14 to 15 February 2023", Kind::ilacs_short, "2023-02-15"},
           {"Inspection dates: 8 July 2019 to 12 July 2019 and 7 August 2019 to\n8 August 2019", Kind::ilacs_short,
            "2019-08-08"},
           {"Inspection dates:\n11 to 22 December 2023", Kind::ilacs_standard, "2023-12-22"},
       }) {
    auto const found =
        read(front("Inspection of Northmere local authority children’s services", one.dates) + table + body);
    EXPECT_EQ(found.kind, one.kind) << one.dates;
    ASSERT_TRUE(found.inspection_end) << one.dates;
    EXPECT_EQ(found.inspection_end->iso(), one.end);
  }
}

std::string const split_table = R"(
 Judgement                                   Grade

 The impact of leaders on social work        Inadequate
 practice with children and families

 The experiences and progress of             Requires improvement to be good
 children who need help and protection

 The experiences and progress of             Good
 children in care

 The experiences and progress of care        Outstanding
 leavers
)";

std::string const split_body = R"(
Leaders have begun.
What needs to improve?1
◼ The quality of plans (Outcome
  three).
◼ Oversight (Enabler two).

The experiences and progress of children who need help and
protection: requires improvement to be good
1.    Help is early.

1
  The areas have been matched with a national framework.
Inspection of Northmere local authority children’s services
20 to 24 April 2026                                                     2
=====
The experiences and progress of children in care and care leavers is discussed below.
The experiences and progress of children in care: good
2.    Homes are kind.

The experiences and progress of care leavers: outstanding
3.    They stay.
The impact of leaders on social work practice with children and
families: inadequate
4.    Leaders come and go.

Inspection of Northmere local authority children’s services
20 to 24 April 2026                                                     3
)";

TEST(Ilacs, ReadsTheForms2023To2026) {
  auto const title =
      front("Inspection of Northmere local authority\nchildren’s services", "Inspection dates: 20 to 24 April 2026",
            "Lead inspector: Ann Made, His Majesty’s Inspector");
  auto const with_overall =
      read(title + split_table + "\n Overall effectiveness                       Inadequate\n" + split_body);
  EXPECT_EQ(with_overall.framework, Framework::ilacs_2025_nf);
  EXPECT_EQ(with_overall.judgements.size(), 5U);
  EXPECT_EQ(with_overall.areas_section_title, "What needs to improve?");
  ASSERT_EQ(with_overall.areas.size(), 2U);
  EXPECT_EQ(with_overall.areas[0].text, "The quality of plans (Outcome three).");
  EXPECT_THAT(with_overall.areas[0].tags, ElementsAre("Outcome three"));

  auto const without = read(title + split_table + split_body);
  EXPECT_EQ(without.framework, Framework::ilacs_2026);
  EXPECT_EQ(without.judgements.size(), 4U);
  EXPECT_EQ(without.paragraphs.size(), 4U);
  EXPECT_EQ(without.paragraphs[0].text, "Help is early.");
  EXPECT_EQ(without.paragraphs[2].section, "The experiences and progress of care leavers");
  EXPECT_THAT(without.to_complete, IsEmpty());

  std::string untagged = split_body;
  untagged.replace(untagged.find("improve?1"), 9, "improve?");
  for (std::string const tag : {" (Outcome\n  three)", " (Enabler two)"})
    untagged.erase(untagged.find(tag), tag.size());
  auto const split = read(front("Inspection of Northmere local authority\nchildren’s services") + split_table +
                          "\n Overall effectiveness                       Inadequate\n" + untagged);
  EXPECT_EQ(split.framework, Framework::ilacs_2023_split);
}

TEST(Ilacs, MayHaveNoListOrProseAboutOne) {
  std::string text = front("Inspection of Northmere local authority children’s services") + table + body;
  auto const at = text.find("What needs to improve");
  text.replace(at, text.find("The experiences and progress of children who need help and\nprotection req") - at,
               "Leaders know\nwhat needs to improve for children and act on it.\n\n");
  auto const found = read(text);
  EXPECT_EQ(found.areas_section_title, std::nullopt);
  EXPECT_THAT(found.areas, IsEmpty());
  EXPECT_EQ(found.paragraphs.size(), 4U);
}

TEST(Ilacs, WarnsWhenHeadingAndTableDiffer) {
  std::string text = front("Inspection of Northmere local authority children’s services") + table + body;
  text.replace(text.find("care leavers: good"), 18, "care leavers: inadequate");
  auto const found = read(text);
  EXPECT_EQ(found.judgements[2].grade, Grade::good);
  EXPECT_THAT(found.warnings, testing::Contains(testing::HasSubstr("inadequate in its heading")));
}

TEST(Ilacs, TakesGradesFromHeadingsWhenTheTableIsBroken) {
  std::string const broken = R"(
 Judgement                                                     Grade
 The impact of leaders on social work practice with children and families
 The experiences and progress of children who need help and protection      Good
)";
  auto const found = read(front("Inspection of Northmere local authority children’s services") + broken + body);
  EXPECT_EQ(found.judgements.size(), 3U);
  EXPECT_FALSE(found.to_complete.empty());
}

TEST(Ilacs, LeavesMissingFactsToAPerson) {
  auto const found = read("Inspection of Northmere local authority children’s services\n" + table + body);
  EXPECT_EQ(found.inspection_start, std::nullopt);
  EXPECT_THAT(found.lead_inspectors, IsEmpty());
  EXPECT_GE(found.to_complete.size(), 2U);
}

}  // namespace
}  // namespace gt::inspections::reading

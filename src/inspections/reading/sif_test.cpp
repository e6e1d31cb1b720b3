#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/reading/read_report.h"
#include "inspections/reading/test_pages.h"

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::optional<Grade> grade(ReportReading const& reading, std::string_view category) {
  for (auto const& one : reading.judgements)
    if (one.category == category) return one.grade;
  return std::nullopt;
}

std::string const title = R"(Northmere Metropolitan Borough
Council
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
)";

std::string const table = R"(
1. Children who need help and protection                               Inadequate

2. Children looked after and achieving
                                                                       Requires Improvement
   permanence

          2.1 Adoption performance                                     Good

          2.2 Experiences and progress of care leavers                 Not judged

3. Leadership, management and governance                               Inadequate
)";

std::string const team = R"(
Information about this inspection
Inspectors looked closely at services.

The inspection team

Lead inspector: Ann Made HMI

Deputy lead inspector: Bo Lee

Team inspectors: Cy Ray, Di Fox
)";

TEST(Sif, ReadsTheFormOf2015To2018) {
  auto const found = read(title + R"(Inspection date: 27 September – 20 October 2016
Report published: 9 December 2016

    Children’s services in Northmere require improvement to be good
)" + table + R"(
1
  This report is made under a power to combine reports.

                                                                 1
=====
Executive summary
Services have changed.

2
=====
Contents
    Executive summary                                         2
The local authority                                           4
    Recommendations                                           4
The Local Safeguarding Children Board (LSCB)                  6
    Recommendations                                           6

                                                                 3
=====
Recommendations
1.    Ensure that plans are kept.

2.    Ensure that:

           visits happen
           records are made.

4
=====
3.    Improve homes.

Summary for children and young people
 They told us.

 The experiences and progress of       Requires
 children who need help and protection improvement

Summary
Prose goes here.

Inspection findings

4.    Help is late.

 The graded judgement for adoption performance is that it is good

5.    Adoption is good.

5
=====
The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board requires improvement

Executive summary
The board meets.

 Recommendations

6.    Ensure that data are shared.

7.    Test what training does.

Inspection findings – the Local Safeguarding Children Board
8.    The board is well led.
)" + team);
  EXPECT_EQ(found.kind, Kind::sif);
  EXPECT_EQ(found.framework, Framework::sif_2015_18);
  EXPECT_EQ(found.authority_printed, "Northmere Metropolitan Borough Council");
  EXPECT_EQ(found.authority, "Northmere");
  EXPECT_EQ(found.inspection_start->iso(), "2016-09-27");
  EXPECT_EQ(found.published->iso(), "2016-12-09");
  EXPECT_THAT(found.lead_inspectors, ElementsAre("Ann Made"));
  EXPECT_THAT(found.deputy_lead_inspectors, ElementsAre("Bo Lee"));
  EXPECT_EQ(found.judgements.size(), 7U);
  EXPECT_EQ(grade(found, "Overall effectiveness"), Grade::requires_improvement);
  EXPECT_EQ(grade(found, "Experiences and progress of care leavers"), Grade::not_judged);
  EXPECT_EQ(grade(found, "Local Safeguarding Children Board"), Grade::requires_improvement);
  EXPECT_EQ(found.judgements.back().body, JudgedBody::safeguarding_board);
  EXPECT_EQ(found.areas_section_title, "Recommendations");
  ASSERT_EQ(found.areas.size(), 3U);
  EXPECT_EQ(found.areas[1].text, "Ensure that: - visits happen - records are made.");
  EXPECT_EQ(found.areas[2].number, 3);
  ASSERT_EQ(found.board_areas.size(), 2U);
  EXPECT_EQ(found.board_areas[0].number, 6);
  ASSERT_EQ(found.paragraphs.size(), 8U);
  EXPECT_EQ(found.paragraphs[3].section, "The experiences and progress of children who need help and protection");
  EXPECT_EQ(found.paragraphs[4].section, "Adoption performance");
}

std::string const priority_list = R"(=====
What does the local authority need to improve?2
Priority and immediate action

The inspection did not find any areas for priority and immediate action.

Areas for improvement

Leadership, management and governance

1.   Make plans.

Care leavers

2.   Listen.

The local authority’s strengths
3.   Staff stay.
=====
)";

TEST(Sif, ReadsTheFormOf2014To2015) {
  auto const found = read(title + R"(Inspection date: 3 March – 25 March 2015
Report published: 13 May 2015

The overall judgement is that children’s services require
improvement
It is expected that all children receive good help.
)" + table + priority_list +
                          R"(
The Local Safeguarding Children Board (LSCB)

The Local Safeguarding Children Board is
inadequate
The arrangements are weak.

What does the LSCB need to improve?
Priority and immediate action

Performance information

4.   Share data.

Areas for improvement

5.   Test training.

Inspection judgement about the LSCB
6.   The board is new.
)" + team);
  EXPECT_EQ(found.framework, Framework::sif_2014_15);
  EXPECT_EQ(grade(found, "Overall effectiveness"), Grade::requires_improvement);
  EXPECT_EQ(grade(found, "Local Safeguarding Children Board"), Grade::inadequate);
  EXPECT_EQ(found.areas_section_title, "What does the local authority need to improve?");
  ASSERT_EQ(found.areas.size(), 2U);
  EXPECT_EQ(found.areas[0].priority, "Areas for improvement");
  EXPECT_EQ(found.areas[0].group, "Leadership, management and governance");
  EXPECT_EQ(found.areas[1].group, "Care leavers");
  ASSERT_EQ(found.board_areas.size(), 2U);
  EXPECT_EQ(found.board_areas[0].group, "Performance information");
  EXPECT_EQ(found.paragraphs.size(), 6U);
}

TEST(Sif, ReadsTheFormsOf2014WithTheBoardOnTheFirstPage) {
  std::string const start = title + R"(Inspection date: 14 January – 5 February 2014

The overall judgement is requires improvement
It is expected that all children receive good help.
)" + table + R"(
The effectiveness of the Local Safeguarding Children Board (LSCB)
requires improvement
)";
  auto const numbered = read(start + priority_list + R"(
Section 2: The effectiveness of the Local Safeguarding Children Board
The effectiveness of the LSCB requires improvement

Areas for improvement

4.   Share data.

Key strengths and weaknesses of the LSCB

5.   The board is new.
)" + team);
  EXPECT_EQ(numbered.framework, Framework::sif_2014_numbered);
  EXPECT_EQ(grade(numbered, "Local Safeguarding Children Board"), Grade::requires_improvement);
  EXPECT_EQ(numbered.board_areas.size(), 1U);
  EXPECT_EQ(numbered.published, std::nullopt);

  auto const bulleted = read(start + R"(=====
What does the Local Authority need to improve?
Priority and immediate action

 Make plans.
Areas for improvement

 Listen to
  children.
 Find homes.
Information about this inspection
Lead inspector: Ann Made
=====
Section 2: The effectiveness of the Local Safeguarding
Children Board
The effectiveness of the LSCB is inadequate

Priority and immediate action

 Share data.
Areas for improvement

 Test training.
Key strengths and weaknesses of the LSCB

 The board is new.
)");
  EXPECT_EQ(bulleted.framework, Framework::sif_2013_bullets);
  ASSERT_EQ(bulleted.areas.size(), 3U);
  EXPECT_EQ(bulleted.areas[0].priority, "Priority and immediate action");
  EXPECT_EQ(bulleted.areas[1].text, "Listen to children.");
  EXPECT_EQ(bulleted.areas[1].number, std::nullopt);
  EXPECT_EQ(bulleted.board_areas.size(), 2U);
  EXPECT_THAT(bulleted.paragraphs, IsEmpty());
}

TEST(Sif, ReadsReinspections) {
  for (std::string const word : {"Re-inspection", "Reinspection"}) {
    auto const found = read("Northmere Council\n" + word + R"( of services for children in need of help and
protection, children looked after and care leavers

Inspection date: 13 November 2017 to 24 November 2017
Report published: 19 January 2018

Children’s services in Northmere requires improvement to be good
)" + table + "=====\nRecommendations\n1.  Plan.\n\n2.  Visit.\n\nSummary for children and young people\nThey said.\n" +
                            team);
    EXPECT_EQ(found.framework, Framework::sif_reinspection) << word;
    EXPECT_EQ(found.judgements.size(), 6U);
    EXPECT_EQ(found.areas.size(), 2U);
    EXPECT_THAT(found.board_areas, IsEmpty());
  }
}

TEST(Sif, ReadsOverallJudgementsInEveryWording) {
  struct Case {
    char const* sentence;
    Grade grade;
    Framework framework;
  };
  using enum Grade;
  using enum Framework;
  for (auto const& one : std::vector<Case>{
           {"Children’s services in Northmere are good.", good, sif_2015_18},
           {"Children’s services in Northmere are outstanding", outstanding, sif_2015_18},
           {"Children’s services in the Royal Borough of Northmere\nrequire improvement to be good",
            requires_improvement, sif_2015_18},
           {"Children’s services in the Northmere area are inadequate", inadequate, sif_2015_18},
           {"The overall judgement is that children’s services are good", good, sif_2014_15},
           {"The overall judgement is that children’s services require improvement", requires_improvement, sif_2014_15},
       }) {
    auto const found = read(title + "Inspection date: 8 Feb to 3 March 2016\n\n" + one.sentence + "\n" + table +
                            "=====\nRecommendations\n1.  Plan.\n" + team);
    EXPECT_EQ(grade(found, "Overall effectiveness"), one.grade) << one.sentence;
    EXPECT_EQ(found.framework, one.framework) << one.sentence;
  }
}

TEST(Sif, LetsTheBoardsPartBeginAtOneAgain) {
  auto const found = read(
      title + "Inspection date: 4 to 27 November 2014\nThe overall judgement is that children’s services are good\n" +
      table + R"(=====
What does the local authority need to improve?
1.   Plan.

2.   Visit.

3.   Listen.

The local authority’s strengths
4.   Staff stay.
=====
The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board is good

What does the LSCB need to improve?
1.   Share.

2.   Test.

Inspection judgement about the LSCB
3.   The board is led.
)" + team);
  EXPECT_EQ(found.paragraphs.size(), 7U);
  EXPECT_EQ(found.areas.size(), 3U);
  EXPECT_EQ(found.board_areas.size(), 2U);
}

TEST(Sif, TakesGradesFromHeadingsWhenTheTableIsBroken) {
  std::string broken = table;
  broken.replace(broken.find("Good"), 4, "    ");
  auto const found =
      read(title + "Inspection date: 8 Feb to 3 March 2016\n\nChildren’s services in Northmere are good\n" + broken +
           R"(=====
Recommendations
1.  Plan.

The experiences and progress of children
                                                           Good
who need help and protection

2.  Help is early.

Leadership, management and
                                                           Requires improvement
governance

3.  Leaders know.

Northmere Safeguarding Children Board (NSCB) is good
)" + team);
  EXPECT_EQ(grade(found, "Children who need help and protection"), Grade::good);
  EXPECT_EQ(grade(found, "Leadership, management and governance"), Grade::requires_improvement);
  EXPECT_FALSE(found.to_complete.empty());
}

TEST(Sif, FindsTheGradeOfABoardWithANameOfItsOwn) {
  auto const found =
      read(title + "Inspection date: 8 Feb to 3 March 2016\n\nChildren’s services in Northmere are good\n" + table +
           "=====\nRecommendations\n1.  Plan.\n" + team +
           "=====\nThe Local Safeguarding Children Board (LSCB)\n\nNorthmere Safeguarding Children Board (NSCB)\n"
           "requires improvement\n\nRecommendations\n2.  Share.\n");
  EXPECT_EQ(grade(found, "Local Safeguarding Children Board"), Grade::requires_improvement);
  EXPECT_EQ(found.board_areas.size(), 1U);
}

TEST(Sif, SaysWhatItCouldNotFind) {
  auto const found = read(title + "Inspection date: soon\n");
  EXPECT_GE(found.to_complete.size(), 4U);
}

}  // namespace
}  // namespace gt::inspections::reading

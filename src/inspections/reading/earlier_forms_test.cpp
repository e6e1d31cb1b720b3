#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/reading/read_report.h"
#include "inspections/reading/test_pages.h"

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(LookedAfter2013, IsReadWithItsTimescalesAndRecord) {
  auto const found = read(R"(Inspection of looked after children
services
Northmere Metropolitan Borough Council



Inspection dates:   24 – 28 June 2013
Reporting inspector Ann Made HMI



Age group:   All
Published:   2 August 2013
=====
Northmere Council Inspection of looked after children services      1




Contents
About this inspection                                             2
Capacity to improve                                               2
Areas for improvement                                             3
Record of main findings                                           4
=====
Northmere Council Inspection of looked after children services      2




About this inspection
1.     The purpose is to evaluate.

Capacity to improve
Grade 3 (Adequate)
2. Capacity to improve is adequate.
=====
Northmere Council Inspection of looked after children services      3




Areas for improvement
3. In order to improve, the council should take
   action.

       Immediately:

             Ensure that plans are
             kept

       Within three months:

             Ensure visits

=====
Northmere Council Inspection of looked after children services      4




       Within six months:

             Review records

Outcomes for looked after children and young
people
Grade 2 (Good)
4. Outcomes are good.
=====
Northmere Council Inspection of looked after children services      5




Record of main findings
Services for looked after children

 Overall effectiveness                                          Inadequate

 Capacity to improve                                            Adequate

 Outcomes for looked after children and                         Good
 young people

 Quality of provision                                           Outstanding

 Leadership and management                                      Adequate
)");
  EXPECT_EQ(found.framework, Framework::lac_2013);
  EXPECT_EQ(found.kind, Kind::other);
  EXPECT_EQ(found.authority_printed, "Northmere Metropolitan Borough Council");
  EXPECT_EQ(found.inspection_start->iso(), "2013-06-24");
  EXPECT_EQ(found.published->iso(), "2013-08-02");
  EXPECT_THAT(found.lead_inspectors, ElementsAre("Ann Made"));
  ASSERT_EQ(found.judgements.size(), 5U);
  EXPECT_EQ(found.judgements[2].category, "Outcomes for looked after children and young people");
  EXPECT_EQ(found.judgements[2].grade, Grade::good);
  EXPECT_EQ(found.judgements[1].grade, Grade::adequate);
  EXPECT_EQ(found.areas_section_title, "Areas for improvement");
  ASSERT_EQ(found.areas.size(), 3U);
  EXPECT_EQ(found.areas[0].text, "Ensure that plans are kept");
  EXPECT_EQ(found.areas[0].timescale, "Immediately");
  EXPECT_EQ(found.areas[2].timescale, "Within six months");
  EXPECT_EQ(found.areas[2].number, 3);
  ASSERT_EQ(found.paragraphs.size(), 4U);
  EXPECT_EQ(found.paragraphs[1].section, "Capacity to improve");
  EXPECT_EQ(found.paragraphs[3].section, "Outcomes for looked after children and young people");
}

TEST(LookedAfter2013, TakesGradesFromHeadingsWithoutARecord) {
  auto const found = read(R"(Inspection of looked after children services
Northmere Council
Inspection dates: 3 to 7 June 2013
=====
Overall effectiveness of services for looked
after children and young people
Grade 2 (Good)
1. It is good.

Capacity to improve
Grade 4 (Inadequate)
2. It is not.
)");
  ASSERT_EQ(found.judgements.size(), 2U);
  EXPECT_EQ(found.judgements[0].category, "Overall effectiveness");
  EXPECT_EQ(found.judgements[1].grade, Grade::inadequate);
}

TEST(BoardReview, HasTheBoardsGradeAndList) {
  auto const found = read(R"(Northmere County Council
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: 8 – 11 June 2015
Report published: 3 August 2015

The Local Safeguarding Children Board
requires improvement
=====
What does the LSCB need to improve?
Areas for improvement

1.    Share data.

2.    Test training.

Inspection judgement about the LSCB
3.    The board is led.

Information about this inspection
Lead inspector: Ann Made
)");
  EXPECT_EQ(found.framework, Framework::lscb_review);
  EXPECT_EQ(found.authority, "Northmere");
  ASSERT_EQ(found.judgements.size(), 1U);
  EXPECT_EQ(found.judgements[0].category, "Local Safeguarding Children Board");
  EXPECT_EQ(found.judgements[0].body, JudgedBody::safeguarding_board);
  EXPECT_EQ(found.judgements[0].grade, Grade::requires_improvement);
  EXPECT_THAT(found.areas, IsEmpty());
  EXPECT_EQ(found.board_areas.size(), 2U);
  EXPECT_EQ(found.paragraphs.size(), 3U);
  EXPECT_THAT(found.lead_inspectors, ElementsAre("Ann Made"));
}

}  // namespace
}  // namespace gt::inspections::reading

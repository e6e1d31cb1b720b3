#include "inspections/reading/judgement_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

std::vector<Grade> grades(Table const& table) {
  std::vector<Grade> out;
  for (auto const& one : table.judgements) out.push_back(one.grade);
  return out;
}

Table ilacs(std::string const& text) {
  auto const document = lay_out({{1, text}});
  return read_table(document.lines, 0, document.lines.size(), ilacs_categories(), true);
}

Table sif(std::string const& text) {
  auto const document = lay_out({{1, text}});
  return read_table(document.lines, 0, document.lines.size(), sif_categories(), false);
}

using enum Grade;
using testing::ElementsAre;

TEST(JudgementTable, ReadsGradesOnTheFirstOrTheMiddleLine) {
  auto const table = ilacs(R"(
 The impact of leaders on social work practice with children
                                                               Good
 and families

 The experiences and progress of children who need help and    Requires improvement
 protection                                                    to be good

 The experiences and progress of children in care and care     Outstanding
 leavers

                                                               Requires improvement
 Overall effectiveness
                                                               to be good

 Services in Northmere have become good.
)");
  ASSERT_TRUE(table.matched);
  EXPECT_THAT(grades(table), ElementsAre(good, requires_improvement, outstanding, requires_improvement));
  EXPECT_EQ(table.judgements[2].category, "The experiences and progress of children in care and care leavers");
  EXPECT_EQ(table.end, 10U);
}

TEST(JudgementTable, ReadsRowsInAnyOrderAndSplitCategories) {
  auto const table = ilacs(R"(
The experiences and progress of         Good
children who need help and
protection
The experiences and progress of         Inadequate
children in care
The experiences and progress of care    Requires improvement to be
leavers                                 good
The impact of leaders on social work    Outstanding
practice with children and families
Overall effectiveness                   Good
)");
  ASSERT_TRUE(table.matched);
  EXPECT_THAT(grades(table), ElementsAre(good, inadequate, requires_improvement, outstanding, good));
  EXPECT_EQ(table.judgements[1].category, "The experiences and progress of children in care");
  EXPECT_EQ(table.judgements[2].category, "The experiences and progress of care leavers");
}

TEST(JudgementTable, NeedsNoOverallEffectiveness) {
  auto const table = ilacs(R"(
The impact of leaders on social work practice with children and families   Good
The experiences and progress of children who need help and protection      Good
The experiences and progress of children in care                           Outstanding
The experiences and progress of care leavers                               Inadequate

The experiences of children in Northmere are good because they are heard.
)");
  ASSERT_TRUE(table.matched);
  EXPECT_THAT(grades(table), ElementsAre(good, good, outstanding, inadequate));
}

TEST(JudgementTable, ReadsColumnsOneSpaceApart) {
  auto const table = ilacs(R"(
The impact of leaders on social work practice with children and families Good
The experiences and progress of children who need help and protection Requires improvement to be good
The experiences and progress of children in care and care leavers Good
Overall effectiveness Good
)");
  ASSERT_TRUE(table.matched);
  EXPECT_THAT(grades(table), ElementsAre(good, requires_improvement, good, good));
}

TEST(JudgementTable, RefusesToGuessWhenGradesAreMissing) {
  auto const table = ilacs(R"(
The impact of leaders on social work practice with children and families   Good
The experiences and progress of children who need help and protection
Overall effectiveness                                                      Good
)");
  EXPECT_FALSE(table.matched);
  EXPECT_TRUE(table.judgements.empty());
}

TEST(JudgementTable, ReadsSingleInspectionsWithGradesAboveTheirRow) {
  auto const table = sif(R"(
The overall judgement is that children's services
require improvement
It is expected that all children receive good help.

                                                                           Requires
1. Children who need help and protection                                   improvement to be
                                                                           good

2. Children looked             after     and      achieving
                                                                        Inadequate
   permanence

            2.1 Adoption performance                                       Good

            2.2 Experiences and progress of Care Leavers                   Not judged

                                                                           Require
1. Leadership, management and governance
                                                                           improvement

The effectiveness of the Local Safeguarding Children Board (LSCB)
is good.
)");
  ASSERT_TRUE(table.matched);
  EXPECT_THAT(grades(table), ElementsAre(requires_improvement, inadequate, good, not_judged, requires_improvement));
}

TEST(JudgementTable, RunsOverAPageEndPastAFootnote) {
  auto const document = lay_out({{1, R"(
1. Children who need help and protection                                   Good
2. Children looked after and achieving permanence                          Good



1
  This report is made under a power to combine reports.
                                                                           1
)"},
                                 {2, R"(
            2.1 Adoption performance                                       Outstanding
            2.2 Experiences and progress of care leavers                   Good
3. Leadership, management and governance                                   Good
)"}});
  auto const table = read_table(document.lines, 0, document.lines.size(), sif_categories(), false);
  ASSERT_TRUE(table.matched);
  EXPECT_THAT(grades(table), ElementsAre(good, good, outstanding, good, good));
}

TEST(JudgementTable, IsNotFoundInProse) {
  EXPECT_FALSE(ilacs("Overall, services are good.\nThe experiences of children are good.\n").matched);
  EXPECT_FALSE(ilacs("").matched);
}

}  // namespace
}  // namespace gt::inspections::reading

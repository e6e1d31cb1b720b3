#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/reading/read_report.h"
#include "inspections/reading/test_pages.h"

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string letter(std::string const& title, std::string const& opening, std::string const& rest) {
  return "12 March 2019\n\nDirector of Children's Services\nNorthmere Council\n\nDear Director\n\n" + title + "\n\n" +
         opening + "\n\n" + rest + "\n\nYours sincerely\n\n\nAnn Made\nHer Majesty's Inspector\n";
}

std::string const opening =
    "This letter summarises the findings of a focused visit to Northmere on 6 February 2019\n"
    "to 7 February 2019. The inspectors were Ann Made, Her Majesty's Inspector, and Bo Lee, Her\n"
    "Majesty's Inspector. The last inspection was on 3 May 2016.";

TEST(Letters, OfFocusedVisits) {
  auto const found = read(letter("Focused visit to Northmere County Council children’s services", opening, R"(Overview
Children are seen.

What needs to improve in this area of social work
practice
◼ The quality of plans.
◼ The speed of visits.

Findings
◼ Social workers know children.)"));
  EXPECT_EQ(found.kind, Kind::focused_visit);
  EXPECT_EQ(found.authority_printed, "Northmere County Council");
  EXPECT_EQ(found.inspection_start->iso(), "2019-02-06");
  EXPECT_EQ(found.inspection_end->iso(), "2019-02-07");
  EXPECT_EQ(found.published, std::nullopt);
  EXPECT_THAT(found.lead_inspectors, ElementsAre("Ann Made"));
  EXPECT_THAT(found.judgements, IsEmpty());
  EXPECT_EQ(found.areas_section_title, "What needs to improve in this area of social work practice");
  ASSERT_EQ(found.areas.size(), 2U);
  EXPECT_EQ(found.areas[0].priority, std::nullopt);
  EXPECT_FALSE(found.to_complete.empty());
}

TEST(Letters, WithAreasForPriorityAction) {
  auto const found =
      read(letter("Focused visit to Northmere local authority\nchildren’s services", opening, R"(Headline findings
Children wait.

Areas for priority action
• Visits to children at risk.

What needs to improve in this area of social work practice?
• Records.
Main findings
Records are late.)"));
  EXPECT_EQ(found.authority, "Northmere");
  ASSERT_EQ(found.areas.size(), 2U);
  EXPECT_EQ(found.areas[0].priority, "Areas for priority action");
  EXPECT_EQ(found.areas[1].priority, "What needs to improve in this area of social work practice?");
  EXPECT_EQ(found.areas[1].text, "Records.");
  EXPECT_EQ(found.areas_section_title, "What needs to improve in this area of social work practice?");
}

TEST(Letters, OfMonitoringVisits) {
  for (std::string const title :
       {"Monitoring visit of Northmere Borough Council children’s services",
        "Monitoring visit to Northmere Borough Council local authority children's services"}) {
    auto const found = read(letter(title,
                                   "This letter summarises the findings of the monitoring visit to Northmere\n"
                                   "on 7 and 8 March 2018. The council was judged inadequate in October 2016.",
                                   "Overview\nProgress is made."));
    EXPECT_EQ(found.kind, Kind::monitoring_visit) << title;
    EXPECT_EQ(found.authority_printed, "Northmere Borough Council");
    EXPECT_EQ(found.inspection_end->iso(), "2018-03-08");
    EXPECT_THAT(found.areas, IsEmpty());
    EXPECT_EQ(found.areas_section_title, std::nullopt);
  }
}

TEST(Letters, OfJointInspections) {
  auto const found = read(R"(Joint targeted area inspection of the multi-agency response to
neglect in Northmere1

Dear local partnership

Between 4 and 8 December 2017, four inspectorates carried out a joint inspection in Northmere.

Key strengths
◼ A strategy.

Areas for improvement
◼ Strategy discussions.
◼ Histories.

Next steps
The director should prepare a statement.

Yours sincerely

V Pretender                                  W Figment
National Director                            Deputy Chief Inspector
)");
  EXPECT_EQ(found.kind, Kind::jtai);
  EXPECT_EQ(found.authority, "Northmere");
  EXPECT_EQ(found.inspection_start->iso(), "2017-12-04");
  EXPECT_EQ(found.areas_section_title, "Areas for improvement");
  EXPECT_EQ(found.areas.size(), 2U);
  EXPECT_THAT(found.lead_inspectors, IsEmpty());
}

TEST(Letters, SayWhatAPersonMustComplete) {
  auto const found = read(
      "Monitoring visit to Northmere children's services\n\nDear Director\n\nThis letter summarises the findings.\n");
  EXPECT_EQ(found.inspection_start, std::nullopt);
  std::vector<std::string> fields;
  for (auto const& one : found.to_complete) fields.push_back(one.field);
  EXPECT_THAT(fields, ElementsAre("inspection_start", "lead_inspectors", "areas_for_improvement", "paragraphs"));
}

}  // namespace
}  // namespace gt::inspections::reading

#include "inspections/reading/areas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspections/reading/paragraphs.h"

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Area> list(std::vector<pdf::Page> const& pages, ListForm form = {}) {
  auto const document = lay_out(pages);
  auto const starts = paragraph_starts(document.lines, 0, document.lines.size(), {});
  return read_list(document.lines, 0, document.lines.size(), starts, form);
}

std::vector<std::string> texts(std::vector<Area> const& areas) {
  std::vector<std::string> out;
  for (auto const& area : areas) out.push_back(area.text);
  return out;
}

TEST(Lists, OfBulletsRunOverPagesAndHyphens) {
  EXPECT_THAT(texts(list({{1,
                           "\xEF\x81\xAE The quality of decision-\n  making at the front door.\n\n\xEF\x81\xAE "
                           "recruitment of\n  staff\n\n  2\n"},
                          {2, "\xEF\x81\xAE Homes for 16- and\n  17-year-olds.\n"}})),
              ElementsAre("The quality of decision-making at the front door.", "recruitment of staff",
                          "Homes for 16- and 17-year-olds."));
}

TEST(Lists, KeepSubBulletsInsideTheirItem) {
  EXPECT_THAT(texts(list({{1,
                           "\xE2\x97\xBC The oversight of:\n     \xE2\x88\x92 homes\n     \xE2\x88\x92 private\n       "
                           "fostering.\n\xE2\x97\xBC Caseloads.\n"}})),
              ElementsAre("The oversight of: - homes - private fostering.", "Caseloads."));
  EXPECT_THAT(texts(list({{1,
                           "\xE2\x80\xA2 The oversight of:\n     \xE2\x80\xA2 homes\n     \xE2\x80\xA2 "
                           "plans.\n\xE2\x80\xA2 Caseloads.\n"}})),
              ElementsAre("The oversight of: - homes - plans.", "Caseloads."));
  EXPECT_THAT(texts(list({{1, "\xE2\x97\xBC The oversight of:\n     - homes\n"},
                          {2, "   - plans.\n\xE2\x97\xBC Caseloads.\n"}})),
              ElementsAre("The oversight of: - homes - plans.", "Caseloads."));
}

TEST(Lists, MayBeOnePlainParagraph) {
  EXPECT_THAT(texts(list({{1, "A small number of things vary in what is\notherwise good practice.\n"}})),
              ElementsAre("A small number of things vary in what is otherwise good practice."));
}

TEST(Lists, LeaveIntroductionsAndLaterProseOut) {
  EXPECT_THAT(texts(list({{1,
                           "The council should improve:\n\n\xE2\x97\xBC Plans.\n\xE2\x97\xBC Visits.\n\nLeaders have "
                           "begun to act.\n"}})),
              ElementsAre("Plans.", "Visits."));
}

TEST(Lists, MayHaveTheBulletOnALineOfItsOwn) {
  EXPECT_THAT(texts(list({{1, "\xEF\x81\xAE\n  Plans for\n  children.\n\xEF\x81\xAE\n  Visits.\n"}})),
              ElementsAre("Plans for children.", "Visits."));
}

TEST(Lists, OfNumbersHaveGroupsAndTopics) {
  auto const areas = list({{1, R"(Priority and immediate action

Leadership, management and governance

1.   Make plans
     work.

2.   Hold people to account for:

            visits

            records.

Children looked after and
adoption

3.   Find homes.

Areas for improvement

4.   Do the rest

                                                          3
)"},
                           {2, R"(     and finish it.

Care leavers

5.   Listen.
)"}},
                          {.topics = true});
  ASSERT_EQ(areas.size(), 5U);
  EXPECT_EQ(areas[0].priority, "Priority and immediate action");
  EXPECT_EQ(areas[0].group, "Leadership, management and governance");
  EXPECT_EQ(areas[0].number, 1);
  EXPECT_EQ(areas[1].text, "Hold people to account for: - visits - records.");
  EXPECT_EQ(areas[2].group, "Children looked after and adoption");
  EXPECT_EQ(areas[3].priority, "Areas for improvement");
  EXPECT_EQ(areas[3].group, std::nullopt);
  EXPECT_EQ(areas[3].text, "Do the rest and finish it.");
  EXPECT_EQ(areas[4].group, "Care leavers");
  EXPECT_EQ(areas[4].page, 2);
}

TEST(Lists, HoldNoItemThatSaysThereIsNone) {
  std::string const none =
      "Priority and immediate action\n\nThe inspection did not find any areas for priority and immediate action.\n\n"
      "Areas for improvement\n\n1.   Plan.\n\n2.   Act.\n";
  EXPECT_THAT(texts(list({{1, none}}, {.topics = true})), ElementsAre("Plan.", "Act."));
  std::string const numbered =
      "Priority and immediate action\n\n1.   The inspection did not find any areas for priority and\n     immediate "
      "action.\n\n"
      "Areas for improvement\n\n2.   Plan.\n";
  auto const areas = list({{1, numbered}}, {.topics = true});
  ASSERT_EQ(areas.size(), 1U);
  EXPECT_EQ(areas[0].number, 2);
}

TEST(Lists, OfBulletsHaveGroupsToo) {
  auto const areas = list({{1,
                            "Priority and immediate action\n\n\xEF\x81\xAE Plan.\n\xEF\x81\xAE Visit.\nAreas for "
                            "improvement\n\n\xEF\x81\xAE Act.\n"}},
                          {.topics = true});
  ASSERT_EQ(areas.size(), 3U);
  EXPECT_EQ(areas[1].priority, "Priority and immediate action");
  EXPECT_EQ(areas[2].priority, "Areas for improvement");
  EXPECT_EQ(areas[2].number, std::nullopt);
}

TEST(Lists, HaveTimescales) {
  auto const areas = list({{1, R"(1.  The council should act.

    Immediately:

         Ensure plans
         are kept

         Review homes

    Within three months:

         Ensure visits
)"}},
                          {.timescales = true});
  ASSERT_EQ(areas.size(), 3U);
  EXPECT_EQ(areas[0].text, "Ensure plans are kept");
  EXPECT_EQ(areas[0].timescale, "Immediately");
  EXPECT_EQ(areas[0].number, 1);
  EXPECT_EQ(areas[2].timescale, "Within three months");
}

TEST(Lists, MayBeEmpty) { EXPECT_THAT(list({{1, ""}}), IsEmpty()); }

TEST(FrameworkTags, AreTheWordsInBrackets) {
  EXPECT_THAT(framework_tags("Help (early help) comes soon (Outcome one)."), ElementsAre("Outcome one"));
  EXPECT_THAT(framework_tags("Plans (Enabler two, Principle 1)."), ElementsAre("Enabler two", "Principle 1"));
  EXPECT_THAT(framework_tags("Plans (Outcome three and Enabler one)."), ElementsAre("Outcome three", "Enabler one"));
  EXPECT_THAT(framework_tags("Plans (Outcomes one and two)."), ElementsAre("Outcomes one and two"));
  EXPECT_THAT(framework_tags("Plans (Outcome"), IsEmpty());
  EXPECT_THAT(framework_tags(std::string(50'000, '(')), IsEmpty());
}

}  // namespace
}  // namespace gt::inspections::reading

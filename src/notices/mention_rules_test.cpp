#include "notices/mention_rules.h"

#include <gmock/gmock.h>

namespace gt::notices {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Named> const people{{"Theme lead", "lead@northmere.example"},
                                {"Theme lead, early help", "early.help@northmere.example"},
                                {"Team manager", "north@northmere.example"},
                                {"Team manager", "south@northmere.example"},
                                {"Siân, head of service", "sian@northmere.example"}};

TEST(MentionRules, NamesAndAddressesCapitalsOrNot) {
  struct Case {
    char const* text;
    std::vector<std::size_t> meant;
  };
  for (auto const& each : std::vector<Case>{
           {"@Theme lead what do you think?", {0}},
           {"Thanks @theme LEAD", {0}},
           {"@Theme lead’s view", {0}},
           {"(@Theme lead)", {0}},
           {"“@Theme lead”", {0}},
           {"For @Theme lead, early help", {1}},
           {"@Theme lead, early morning", {0}},
           {"Ask @lead@northmere.example.", {0}},
           {"@Lead@Northmere.example and @Theme lead", {0}},
           {"@north@northmere.example", {2}},
           {"@Siân, head of service, please", {4}},
           {"first line\n@Theme lead", {0}},
           {"@Theme lead and @early.help@northmere.example", {0, 1}},
           {"No one at all", {}},
           {"Write to somebody@elsewhere.example", {}},
           {"11 @ 4 each, @", {}},
           {"", {}},
       }) {
    auto const found = find_mentions(each.text, people);
    EXPECT_EQ(found.people, each.meant) << each.text;
    EXPECT_THAT(found.faults, IsEmpty()) << each.text;
  }
}

TEST(MentionRules, SaysWhoIsNobodyAndWhoMayBeMeant) {
  auto const found = find_mentions("@Theme and @Jo, then @Team manager", people);
  EXPECT_THAT(found.people, IsEmpty());
  ASSERT_EQ(found.faults.size(), 3u);
  EXPECT_THAT(found.faults[0], HasSubstr("“@Theme” is nobody who may sign in here. Did you mean @Theme lead or "
                                         "@Theme lead, early help?"));
  EXPECT_THAT(found.faults[1], HasSubstr("Write a whole name or e-mail address after the @"));
  EXPECT_THAT(found.faults[2], HasSubstr("2 people here are called “Team manager”. Write @north@northmere.example or "
                                         "@south@northmere.example instead."));
  EXPECT_THAT(find_mentions("@Theme leader", people).faults, testing::SizeIs(1)) << "a longer word is another name";
  EXPECT_THAT(find_mentions("@lead@northmere.example.org", people).faults, testing::SizeIs(1));
}

}  // namespace
}  // namespace gt::notices

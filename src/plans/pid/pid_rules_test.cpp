#include "plans/pid/pid_rules.h"

#include <gmock/gmock.h>

namespace gt::plans {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

using Run = WordRun::Kind;

std::vector<std::string> keys(std::vector<PidSection const*> const& sections) {
  std::vector<std::string> out;
  for (auto const* each : sections) out.push_back(each->key);
  return out;
}

PidContent content(std::vector<PidText> texts, std::vector<PidPart> parts = {}) {
  return {std::move(texts), std::move(parts)};
}

TEST(PidSections, AreReadInTheOrderTheyArePrinted) {
  ASSERT_NE(find_pid_section("success"), nullptr);
  EXPECT_EQ(find_pid_section("success")->heading, "Success measures");
  EXPECT_TRUE(find_pid_section("success")->is_required);
  EXPECT_FALSE(find_pid_section("scope_out")->is_required);
  EXPECT_EQ(pid_sections().front().key, "purpose");
  EXPECT_EQ(find_pid_section("wish"), nullptr);
}

TEST(PidSections, NameTheLineOfAFault) {
  EXPECT_THAT([] { (void)read_pid_sections("# head\naims\tAims\tWhy"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("line 2 has 3 columns")));
  EXPECT_THAT([] { (void)read_pid_sections("aims\tAims\tWhy\tyes\t\naims\tAims\tWhy\tyes\t"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("line 2: “aims” is there already")));
}

TEST(PidMissing, NamesRequiredSectionsWithNeitherWordsNorRecords) {
  std::vector<PidSection> const sections{{"aims", "Aims", "", true, "objectives"},
                                         {"risks", "Risks", "", true, "risks"},
                                         {"budget", "Budget", "", false, ""},
                                         {"scope", "Scope", "", true, ""}};
  EXPECT_THAT(keys(missing_sections(sections, {})), ElementsAre("aims", "risks", "scope"));
  PidPart const objective{"aims", "Objectives", {"Objective"}, {{"/objectives/1", {"Plans move"}}}};
  EXPECT_THAT(keys(missing_sections(
                  sections, content({{"risks", "Risks", " \n "}, {"scope", "Scope", "Two teams"}}, {objective}))),
              ElementsAre("risks"))
      << "white space is not words; a record fills its section";
  EXPECT_THAT(missing_sections({}, {}), IsEmpty());
}

TEST(PidWords, ThatDifferAreFound) {
  EXPECT_THAT(word_differences("One two three", "One two three"), ElementsAre(WordRun{Run::same, "One two three"}));
  EXPECT_THAT(word_differences("By March in five teams", "By June in all five teams"),
              ElementsAre(WordRun{Run::same, "By"}, WordRun{Run::gone, "March"}, WordRun{Run::added, "June"},
                          WordRun{Run::same, "in"}, WordRun{Run::added, "all"}, WordRun{Run::same, "five teams"}));
  EXPECT_THAT(word_differences("", "New"), ElementsAre(WordRun{Run::added, "New"}));
  EXPECT_THAT(word_differences("Old", ""), ElementsAre(WordRun{Run::gone, "Old"}));
  EXPECT_THAT(word_differences("", ""), IsEmpty());
}

TEST(PidWords, KeepLineEnds) {
  EXPECT_THAT(word_differences("One\ntwo", "One\ntwo"), ElementsAre(WordRun{Run::same, "One\ntwo"}));
}

TEST(PidWords, OfVeryLongTextsDifferAsAWhole) {
  std::string before, after;
  for (int i = 0; i < 2500; ++i) {
    before += "old" + std::to_string(i) + " ";
    after += "new" + std::to_string(i) + " ";
  }
  EXPECT_THAT(word_differences(before, after), SizeIs(2));
}

TEST(PidDifferences, AreListedSectionBySectionWithTheirRecords) {
  auto measures = [](std::vector<PidRow> rows) {
    return PidPart{"success", "Measures", {"Measure", "By"}, std::move(rows)};
  };
  auto before = content({{"aims", "Aims", "Same"}, {"success", "Success", "Same"}, {"scope", "Scope", "Two teams"}},
                        {measures({{"/m/1", {"Seen", "March"}}, {"/m/2", {"Heard", "March"}}})});
  auto after = content({{"aims", "Aims", "Same"}, {"success", "Success", "Same"}, {"scope", "Scope", "Five teams"}},
                       {measures({{"/m/1", {"Seen", "June"}}, {"/m/3", {"Kept", "June"}}})});
  auto found = differences(before, after);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].section, "success");
  ASSERT_THAT(found[0].rows, SizeIs(3));
  EXPECT_EQ(found[0].rows[0].kind, PidRowDifference::Kind::changed);
  EXPECT_THAT(found[0].rows[0].before, ElementsAre("Seen", "March"));
  EXPECT_EQ(found[0].rows[1].kind, PidRowDifference::Kind::added);
  EXPECT_EQ(found[0].rows[2].kind, PidRowDifference::Kind::gone);
  EXPECT_EQ(found[1].after, "Five teams");
  EXPECT_THAT(differences(before, before), IsEmpty());
}

TEST(PidDifferences, NameASectionThatOneOfThemDoesNotHave) {
  auto found = differences(content({{"old", "An old section", "Words"}}), content({{"new", "A new one", "Words"}}));
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].heading, "A new one");
  EXPECT_EQ(found[1].heading, "An old section");
  EXPECT_EQ(found[1].after, "");
}

TEST(PidContents, AreReadBackAsTheyWereWritten) {
  auto const whole = content({{"aims", "Aims", "Plans move"}},
                             {{"aims", "Objectives", {"Objective"}, {{"/objectives/1", {"Plans “move”"}}}}});
  EXPECT_EQ(content_from(to_json(whole)), whole);
}

}  // namespace
}  // namespace gt::plans

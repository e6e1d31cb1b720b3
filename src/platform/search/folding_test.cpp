#include "platform/search/folding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::search {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(std::vector<Word> const& words) {
  std::vector<std::string> out;
  for (auto const& word : words) out.push_back(word.text);
  return out;
}

TEST(Fold, GivesWordsWithoutCapitalsAndAccents) {
  struct Case {
    std::string text;
    std::vector<std::string> words, others;
  };
  for (auto const& each :
       std::vector<Case>{{"", {}, {}},
                         {" ,.;!? \u2014 ", {}, {}},
                         {"The Quality of PLANS.", {"the", "quality", "of", "plans"}, {}},
                         {"Zo\u00eb Caf\u00e9 na\u00efve", {"zoe", "cafe", "naive"}, {}},
                         {"Zoe\u0308 Cafe\u0301", {"zoe", "cafe"}, {}},
                         {"T\u0177 gwyn \u1e83", {"ty", "gwyn", "w"}, {}},
                         {"Stra\u00dfe \u0141\u00f3d\u017a \u00c6sop c\u0153ur \ufb01nd",
                          {"strasse", "lodz", "aesop", "coeur", "find"},
                          {}},
                         {"children's", {"childrens"}, {"children"}},
                         {"children\u2019s", {"childrens"}, {"children"}},
                         {"workers' plans", {"workers", "plans"}, {}},
                         {"'quoted'", {"quoted"}, {}},
                         {"O'Brien", {"obrien"}, {"brien"}},
                         {"don't", {"dont"}, {"don"}},
                         {"multi-agency", {"multi", "agency"}, {"multiagency"}},
                         {"re\u2011unification", {"re", "unification"}, {"reunification"}},
                         {"out-of-hours team", {"out", "of", "hours", "team"}, {"outofhours"}},
                         {"care - leavers -5 x-", {"care", "leavers", "n5", "x"}, {}},
                         {"re\u00adcord", {"record"}, {}},
                         {"5,000 and 5,10 and 1,234,567", {"n5000", "and", "n5", "n10", "and", "n1234567"}, {}},
                         {"row 5.10 in 2026/27", {"row", "n5", "n10", "in", "n2026", "n27"}, {}},
                         {"stage-2 Stage2 1e5abc", {"stage", "n2", "stage2", "n1e5abc"}, {"stage2"}},
                         {"\u0411\u0423\u043a \u03a3\u03c2", {"u0431u0443u043a", "u03c3u03c3"}, {}},
                         {"a\u20acb\U0001F600c", {"a", "b", "c"}, {}}}) {
    auto folded = fold(each.text);
    EXPECT_EQ(texts(folded.words), each.words) << each.text;
    EXPECT_EQ(texts(folded.others), each.others) << each.text;
  }
}

TEST(Fold, SaysWhereEachWordStands) {
  std::string const text = "A caf\u00e9\u2019s multi-agency plan";
  auto folded = fold(text);
  auto slice = [&](Word const& word) { return text.substr(word.begin, word.end - word.begin); };
  EXPECT_EQ(slice(folded.words[1]), "caf\u00e9\u2019s");
  EXPECT_EQ(slice(folded.words[3]), "agency");
  ASSERT_EQ(folded.others.size(), 2u);
  EXPECT_EQ(slice(folded.others[1]), "multi-agency");
  EXPECT_THAT(texts(folded.joined), ElementsAre("a", "cafes", "multiagency", "plan"));
}

TEST(Fold, TakesAnyBytes) {
  EXPECT_THAT(texts(fold(std::string("a\xff\xfe"
                                     "b\xc3",
                                     5))
                        .words),
              ElementsAre("a", "b"));
  EXPECT_THAT(texts(fold(std::string("a\0b", 3)).words), ElementsAre("a", "b"));
  auto longest = fold(std::string(500, 'x'));
  ASSERT_EQ(longest.words.size(), 1u);
  EXPECT_EQ(longest.words[0].text.size(), kLongestWord);
  EXPECT_EQ(longest.words[0].end, 500u);
}

TEST(SingularAndPlural, AreTheSameWord) {
  EXPECT_THAT(singular_and_plural("visit"), ElementsAre("visit", "visits"));
  EXPECT_THAT(singular_and_plural("visits"), ElementsAre("visits", "visit"));
  EXPECT_THAT(singular_and_plural("policy"), ElementsAre("policy", "policys", "policies"));
  EXPECT_THAT(singular_and_plural("policies"), ElementsAre("policies", "policy"));
  EXPECT_THAT(singular_and_plural("process"), ElementsAre("process"));
  EXPECT_THAT(singular_and_plural("bus"), ElementsAre("bus"));
  EXPECT_THAT(singular_and_plural("n2026"), ElementsAre("n2026"));
}

}  // namespace
}  // namespace gt::search

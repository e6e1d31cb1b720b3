#include "platform/search/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/search/snippet.h"

namespace gt::search {
namespace {

using testing::ElementsAre;

TEST(Parse, ReadsWordsPhrasesPrefixesAndExclusions) {
  struct Case {
    std::string typed, postgresql;
  };
  for (auto const& each :
       std::vector<Case>{{"visits", "(('visits') | ('visit'))"},
                         {"plan  NEED", "(('plan') | ('plans')) & (('need') | ('needs'))"},
                         {"\"child in need\"", "(('child' <-> 'in' <-> 'need'))"},
                         {"\u201cchild in need\u201d", "(('child' <-> 'in' <-> 'need'))"},
                         {"\"never closed", "(('never' <-> 'closed'))"},
                         {"\"one\"", "(('one'))"},
                         {"safeg*", "(('safeg':*))"},
                         {"a*", "(('a'))"},
                         {"multi-ag*", "(('multi' <-> 'ag':*) | ('multiag':*))"},
                         {"multi-agency", "(('multi' <-> 'agency') | ('multiagency'))"},
                         {"-audit need", "((('need') | ('needs'))) & !((('audit') | ('audits')))"},
                         {"need -\"case audit\"", "((('need') | ('needs'))) & !((('case' <-> 'audit')))"},
                         {"5.10", "(('n5' <-> 'n10'))"},
                         {"AND or NOT", "(('and')) & (('or')) & (('not'))"}}) {
    EXPECT_EQ(to_tsquery(parse(each.typed)), each.postgresql) << each.typed;
  }
}

TEST(Parse, AsksNothingWithoutAWord) {
  for (auto typed :
       {"", " ", "-", "--", "\"", "\"\"", "*", "-*", "...", "(', ;--", "-audit", "-\"case audit\"", "' ' '"})
    EXPECT_FALSE(parse(typed).asks_something()) << typed;
}

TEST(Parse, DropsWhatIsTypedTwiceAndWhatIsTooMuch) {
  EXPECT_EQ(parse("plan plan Plan").terms.size(), 1u);
  std::string many;
  for (int i = 0; i < 200; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(parse(many).terms.size(), kMostTerms);
}

TEST(ToFts5, HoldsOnlyFoldedWords) {
  EXPECT_EQ(to_fts5(parse("multi-ag* -audit"), "k7m2"),
            "(authority : \"k7m2\" AND ({folded_title folded_rest} : ((\"multi ag\" * OR \"multiag\" *)))) NOT "
            "({folded_title folded_rest} : ((\"audit\" OR \"audits\")))");
}

std::string shown(std::vector<Piece> const& pieces) {
  std::string out;
  for (auto const& piece : pieces) out += piece.is_match ? "[" + piece.text + "]" : piece.text;
  return out;
}

TEST(Marked, ShowsTheWordsAsTheyStand) {
  struct Case {
    std::string typed, text, shown;
  };
  for (auto const& each : std::vector<Case>{{"cafe", "A Caf\u00e9, open.", "A [Caf\u00e9], open."},
                                            {"children", "The children\u2019s plan", "The [children\u2019s] plan"},
                                            {"multiagency", "A multi-agency hub", "A [multi-agency] hub"},
                                            {"multi-agency", "A multi agency hub", "A [multi agency] hub"},
                                            {"\"in need\"", "in care, in need, need", "in care, [in need], need"},
                                            {"visit*", "Visits and visitors", "[Visits] and [visitors]"},
                                            {"plan -audit", "plan and audit", "[plan] and audit"},
                                            {"plan", "<b>plan</b> & \"plan\"", "<b>[plan]</b> & \"[plan]\""},
                                            {"x", "", ""}}) {
    EXPECT_EQ(shown(marked(each.text, parse(each.typed))), each.shown) << each.typed;
  }
}

TEST(Snippet, ShowsWhereMostOfItStands) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += (i == 20 ? "visit " : i == 120 || i == 124 ? "plan " : "word ");
  text += "end.";
  auto found = shown(snippet(text, parse("visit plan")));
  EXPECT_THAT(found, testing::StartsWith("\u2026 word"));
  EXPECT_THAT(found, testing::HasSubstr("[plan] word word word [plan]"));
  EXPECT_THAT(found, testing::EndsWith(" \u2026"));
  EXPECT_THAT(shown(snippet(text, parse("nowhere"))), testing::StartsWith("word word"));
  EXPECT_THAT(shown(snippet(text, parse("end"))), testing::EndsWith("[end]."));
  EXPECT_THAT(snippet("short plan", parse("plan")), ElementsAre(Piece{"short ", false}, Piece{"plan", true}));
  EXPECT_TRUE(snippet("", parse("plan")).empty());
}

}  // namespace
}  // namespace gt::search

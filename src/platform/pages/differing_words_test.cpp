#include "platform/pages/differing_words.h"

#include <gmock/gmock.h>

namespace gt::pages {
namespace {

TEST(DifferingWords, AreMarkedInBothTextsAndNothingElseIs) {
  struct Case {
    char const* first;
    char const* second;
    char const* marked_first;
    char const* marked_second;
  };
  for (auto const& each :
       std::vector<Case>{{"Visit every child", "Visit every child", "Visit every child", "Visit every child"},
                         {"Visit every child weekly", "Visit each child weekly",
                          "Visit <mark>every </mark>child weekly", "Visit <mark>each </mark>child weekly"},
                         {"Agreed", "Agreed on Monday", "Agreed", "Agreed <mark>on Monday</mark>"},
                         {"Theirs\nin lines", "Mine", "<mark>Theirs\nin lines</mark>", "<mark>Mine</mark>"},
                         {"one\ntwo", "one two", "one\ntwo", "one two"},
                         {"", "new <words>", "", "<mark>new &lt;words&gt;</mark>"}}) {
    auto const shown = mark_differing_words(each.first, each.second);
    EXPECT_EQ(shown.first.str(), each.marked_first) << each.first;
    EXPECT_EQ(shown.second.str(), each.marked_second) << each.second;
  }
}

TEST(DifferingWords, OfVeryLongTextsAreMarkedWhole) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "word ";
  auto const shown = mark_differing_words(text, text + "end");
  EXPECT_EQ(shown.first.str(), "<mark>" + text + "</mark>");
  EXPECT_EQ(shown.second.str(), "<mark>" + text + "end</mark>");
}

}  // namespace
}  // namespace gt::pages

#include "platform/pdf/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace gt::pdf {
namespace {

std::string fault_of(std::string_view answer) {
  auto const text = read_answer(answer, Limits{});
  return text ? "none" : std::string(code(text.error().fault));
}

TEST(AnswerTest, PagesComeBackInOrder) {
  auto const text = read_answer(page_record(1, "one\n") + page_record(2, "") + end_record(2), Limits{});
  ASSERT_TRUE(text);
  ASSERT_EQ(text->pages.size(), 2U);
  EXPECT_EQ(text->pages[0].number, 1);
  EXPECT_EQ(text->pages[0].text, "one\n");
  EXPECT_EQ(text->pages[1].number, 2);
  EXPECT_EQ(text->pages[1].text, "");
}

TEST(AnswerTest, FaultsComeBack) {
  EXPECT_EQ(fault_of(fault_record(Fault::encrypted, 0)), "encrypted");
  EXPECT_EQ(fault_of(fault_record(Fault::too_large, 0)), "too_large");
  auto const damaged = read_answer(page_record(1, "x") + fault_record(Fault::damaged, 2), Limits{});
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().fault, Fault::damaged);
  EXPECT_THAT(damaged.error().message, testing::HasSubstr("page 2"));
}

TEST(AnswerTest, PagesWithoutAnyTextAreNoText) {
  EXPECT_EQ(fault_of(page_record(1, " \n") + page_record(2, "") + end_record(2)), "no_text");
}

TEST(AnswerTest, HostileAnswersAreDamagedDocuments) {
  Limits const limits;
  std::string const page = page_record(1, "words");
  std::string endless = page.substr(0, 5) + std::string(4, '\xFF') + "words";
  std::string many;
  for (int number = 1; number <= limits.pages + 1; ++number) many += page_record(number, "x");
  std::vector<std::string> const hostile{"",
                                         "P",
                                         page,
                                         page + end_record(2),
                                         page + end_record(1) + "more",
                                         page + page + end_record(2),
                                         page_record(2, "words") + end_record(1),
                                         page_record(0, "words") + end_record(1),
                                         page_record(-1, "words") + end_record(1),
                                         endless,
                                         many + end_record(limits.pages + 1),
                                         end_record(0),
                                         fault_record(static_cast<Fault>(99), 0),
                                         fault_record(Fault::confinement_refused, 0),
                                         fault_record(Fault::damaged, 1'000'000),
                                         std::string(9, 'Z')};
  for (std::size_t which = 0; which < hostile.size(); ++which) EXPECT_EQ(fault_of(hostile[which]), "damaged") << which;
}

TEST(AnswerTest, OnlyWellFormedUtf8IsTaken) {
  for (std::string const good : {"caf\xC3\xA9", "\xE2\x80\x93", "\xF0\x9F\x99\x82", "\xEF\xBF\xBD"}) {
    EXPECT_EQ(fault_of(page_record(1, good) + end_record(1)), "none") << good;
  }
  for (std::string const bad :
       {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF0\x9F\x99", "\xFF"}) {
    EXPECT_EQ(fault_of(page_record(1, "a" + bad) + end_record(1)), "damaged") << testing::PrintToString(bad);
  }
}

}  // namespace
}  // namespace gt::pdf

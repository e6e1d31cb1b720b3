#include "inspections/reading/grades.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

using testing::ElementsAre;

TEST(Grades, AreReadInOrder) {
  EXPECT_THAT(
      all_grades("requires improvement to be good good inadequate require improvement not judged adequate outstanding"),
      ElementsAre(Grade::requires_improvement, Grade::good, Grade::inadequate, Grade::requires_improvement,
                  Grade::not_judged, Grade::adequate, Grade::outstanding));
  EXPECT_TRUE(all_grades("a goods train requires care").empty());
  EXPECT_EQ(first_grade("children's services in northmere requires improvement to be good"),
            Grade::requires_improvement);
}

TEST(Grades, AreToldFromOtherWords) {
  EXPECT_TRUE(only_grade_words("to be good"));
  EXPECT_TRUE(only_grade_words("requires"));
  EXPECT_FALSE(only_grade_words("good and"));
  EXPECT_FALSE(only_grade_words(""));
}

TEST(GradedHeadings, SplitIntoSubjectAndGrade) {
  struct Case {
    char const* text;
    char const* subject;
    Grade grade;
  };
  for (auto const& one : std::vector<Case>{
           {"The experiences and progress of care leavers: good", "The experiences and progress of care leavers",
            Grade::good},
           {"The experiences and progress of care leavers is good", "The experiences and progress of care leavers",
            Grade::good},
           {"The experiences and progress of care leavers is: good", "The experiences and progress of care leavers",
            Grade::good},
           {"The experiences and progress of care leavers are: Good.", "The experiences and progress of care leavers",
            Grade::good},
           {"The experiences and progress of care leavers good", "The experiences and progress of care leavers",
            Grade::good},
           {"The experiences and progress of care leavers \xE2\x80\x93 inadequate",
            "The experiences and progress of care leavers", Grade::inadequate},
           {"Leadership requires improvement to be good", "Leadership", Grade::requires_improvement},
           {"The graded judgement is that it requires improvement", "The graded judgement",
            Grade::requires_improvement},
       }) {
    auto const found = graded(one.text);
    ASSERT_TRUE(found) << one.text;
    EXPECT_EQ(found->subject, one.subject);
    EXPECT_EQ(found->grade, one.grade);
  }
  EXPECT_FALSE(graded("The experiences and progress of care leavers is good because they are heard."));
  EXPECT_FALSE(graded("not-good"));
  EXPECT_FALSE(graded(""));
}

TEST(GradedHeadings, FindTheEndOfATightColumn) {
  std::string_view const text = "children who need help and protection improvement";
  EXPECT_EQ(text.substr(0, trailing_grade_words(text)), "children who need help and protection");
  EXPECT_EQ(trailing_grade_words("plain words"), std::string_view{"plain words"}.size());
}

}  // namespace
}  // namespace gt::inspections::reading

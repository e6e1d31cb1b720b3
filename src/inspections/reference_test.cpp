#include "inspections/reference.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "inspections/reading/report.h"
#include "tests/support/day.h"

namespace gt::inspections {
namespace {

TEST(Frameworks, EachIsWholeAndOrdered) {
  std::set<std::string> codes;
  ASSERT_FALSE(framework_forms().empty());
  for (auto const& form : framework_forms()) {
    EXPECT_TRUE(codes.insert(form.code).second) << form.code << " stands twice";
    EXPECT_FALSE(form.label.empty()) << form.code;
    EXPECT_FALSE(form.source.empty()) << form.code;
    ASSERT_TRUE(form.valid_from.has_value()) << form.code;
    EXPECT_LE(*form.valid_from, form.valid_to.value_or(*form.valid_from)) << form.code;
  }
}

TEST(Frameworks, EachHasAreasOrIsALetter) {
  for (auto const& form : framework_forms()) {
    auto has_areas = std::any_of(judgement_areas().begin(), judgement_areas().end(),
                                 [&](auto const& area) { return area.generation == form.generation; });
    EXPECT_NE(has_areas, form.generation == "letter") << form.code;
    auto overall = std::any_of(judgement_areas().begin(), judgement_areas().end(), [&](auto const& area) {
      return area.generation == form.generation && area.label == "Overall effectiveness";
    });
    EXPECT_EQ(overall, form.has_overall_grade) << form.code;
  }
}

TEST(Frameworks, KnowEveryFormTheReaderKnows) {
  for (auto form : {Framework::ilacs_2018, Framework::ilacs_2021, Framework::ilacs_2023_split, Framework::ilacs_2025_nf,
                    Framework::ilacs_2026, Framework::sif_2013_bullets, Framework::sif_2014_numbered,
                    Framework::sif_2014_15, Framework::sif_2015_18, Framework::sif_reinspection, Framework::lac_2013,
                    Framework::lscb_review, Framework::focused_visit, Framework::monitoring_visit, Framework::jtai})
    EXPECT_NE(find_framework_form(word(form)), nullptr) << word(form);
  EXPECT_EQ(find_framework_form("ilacs-1999"), nullptr);
}

TEST(JudgementAreas, EachBelongsToAGenerationAndStandsOnce) {
  std::set<std::pair<std::string, std::string>> codes;
  for (auto const& area : judgement_areas()) {
    EXPECT_TRUE(codes.insert({area.generation, area.code}).second) << area.generation << " " << area.code;
    EXPECT_FALSE(area.label.empty()) << area.code;
    EXPECT_FALSE(area.source.empty()) << area.code;
    EXPECT_EQ(area.about_board, area.code == "board") << area.generation;
    EXPECT_TRUE(std::any_of(framework_forms().begin(), framework_forms().end(), [&](auto const& form) {
      return form.generation == area.generation;
    })) << area.generation;
  }
}

TEST(Grades, CoverEveryGradeTheReaderGives) {
  auto grades = all_grades();
  for (auto grade : {Grade::outstanding, Grade::good, Grade::adequate, Grade::requires_improvement, Grade::inadequate,
                     Grade::not_judged})
    EXPECT_EQ(std::count(grades.begin(), grades.end(), std::string(word(grade))), 1) << word(grade);
  EXPECT_EQ(grades.size(), 6u);
  for (auto const& row : grade_rows()) {
    EXPECT_FALSE(row.printed.empty()) << row.grade;
    ASSERT_TRUE(row.valid_from.has_value()) << row.grade;
    EXPECT_LE(*row.valid_from, row.valid_to.value_or(*row.valid_from)) << row.grade;
  }
}

TEST(EventTypes, CoverEveryKindTheReaderGives) {
  for (auto kind : {Kind::ilacs_standard, Kind::ilacs_short, Kind::sif, Kind::other, Kind::focused_visit,
                    Kind::monitoring_visit, Kind::jtai})
    EXPECT_NE(find_event_type(word(kind)), nullptr) << word(kind);
  EXPECT_EQ(find_event_type("party"), nullptr);
  for (auto const& type : event_types()) EXPECT_NE(type.is_graded, type.is_letter) << type.code;
}

TEST(InspectionTitle, NamesTheMonth) {
  EXPECT_EQ(inspection_title("ilacs-standard", day(2018, 6, 25)), "Standard inspection, June 2018");
  EXPECT_EQ(inspection_title("jtai", std::nullopt), "Joint targeted area inspection (JTAI)");
  EXPECT_EQ(inspection_title("unknown", day(2018, 6, 25)), "Inspection, June 2018");
}

}  // namespace
}  // namespace gt::inspections

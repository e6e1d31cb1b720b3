#include "inspections/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/core/text.h"
#include "tests/support/day.h"

namespace gt::inspections {
namespace {

using testing::ElementsAre;

ReportReading reading() {
  ReportReading out;
  out.authority = "Northmere";
  out.authority_printed = "Northmere County Council";
  out.kind = Kind::sif;
  out.framework = Framework::sif_2014_15;
  out.inspection_start = day(2015, 1, 13);
  out.inspection_end = day(2015, 2, 4);
  out.lead_inspectors = {"Lead Inspector"};
  out.judgements = {{"Overall effectiveness", Grade::requires_improvement, JudgedBody::local_authority},
                    {"Local Safeguarding Children Board", Grade::inadequate, JudgedBody::safeguarding_board}};
  out.areas_section_title = "Recommendations";
  out.areas = {{1,
                "Supervision is regular.",
                "Workforce",
                "Priority and immediate action",
                "Within three months",
                {"leadership"},
                6},
               {std::nullopt, "Plans are clear.", std::nullopt, std::nullopt, std::nullopt, {}, 0}};
  out.board_areas = {{1, "The board knows its data.", std::nullopt, std::nullopt, std::nullopt, {}, 41}};
  out.paragraphs = {{12, "Children in care", 9, "Most children live in stable homes."}};
  out.to_complete = {{"published", "The day of publication is not printed."}};
  out.warnings = {"One line could not be placed."};
  return out;
}

TEST(DraftOf, TakesEverythingThatWasRead) {
  auto draft = draft_of(reading(), {"page one", "page two"});
  EXPECT_EQ(draft.kind, "sif");
  EXPECT_EQ(draft.framework, "sif-2014-15");
  EXPECT_EQ(draft.authority, "Northmere");
  EXPECT_EQ(draft.authority_printed, "Northmere County Council");
  EXPECT_EQ(draft.inspection_start, day(2015, 1, 13));
  EXPECT_EQ(draft.inspection_end, day(2015, 2, 4));
  EXPECT_FALSE(draft.published);
  EXPECT_FALSE(draft.received) << "a report never prints the day it was received";
  EXPECT_THAT(draft.judgements,
              ElementsAre(Draft::JudgementRow{"Overall effectiveness", "requires improvement", false},
                          Draft::JudgementRow{"Local Safeguarding Children Board", "inadequate", true}));
  EXPECT_THAT(
      draft.areas,
      ElementsAre(
          Draft::AreaRow{1,
                         "Supervision is regular.",
                         "Priority and immediate action",
                         "Workforce",
                         "Within three months",
                         {"leadership"},
                         6,
                         false,
                         1,
                         "1"},
          Draft::AreaRow{
              std::nullopt, "Plans are clear.", std::nullopt, std::nullopt, std::nullopt, {}, std::nullopt, false, 2},
          Draft::AreaRow{
              1, "The board knows its data.", std::nullopt, std::nullopt, std::nullopt, {}, 41, true, 3, "1"}));
  EXPECT_THAT(draft.pages, ElementsAre("page one", "page two"));
  EXPECT_THAT(draft.to_complete, ElementsAre("The day of publication is not printed."));
  EXPECT_THAT(draft.warnings, ElementsAre("One line could not be placed."));
}

TEST(DraftOf, SaysInWhichParagraphAFindingStands) {
  auto read = reading();
  read.areas = {{7, "Numbered.", {}, {}, {}, {}, 9, 4},
                {{}, "Homes near school;", {}, {}, {}, {}, 9, 5},
                {{}, "Counted.", {}, {}, {}, {}, 2, 3},
                {{}, "Neither.", {}, {}, {}, {}, 2}};
  read.board_areas.clear();
  read.paragraphs = {{12, "", 9, "The council should find: - homes near school; - carers."}};
  auto const draft = draft_of(read, {});
  ASSERT_EQ(draft.areas.size(), 4u);
  EXPECT_EQ(draft.areas[0].paragraph, "7") << "its printed number";
  EXPECT_EQ(draft.areas[1].paragraph, "12") << "the paragraph that has it in its list";
  EXPECT_EQ(draft.areas[2].paragraph, "3rd");
  EXPECT_EQ(draft.areas[3].paragraph, "");
}

TEST(StoredDraft, OpensOneOfBeforeParagraphsWereKept) {
  auto stored = to_json(draft_of(reading(), {}));
  for (auto& each : stored["areas"]) each.erase("paragraph");
  EXPECT_EQ(stored_draft(stored).areas[0].paragraph, "");
}

TEST(StoredDraft, ComesBackAsItWas) {
  auto draft = draft_of(reading(), {"page one", "", "tab\tand \u2019 and \x01"});
  draft.received = day(2015, 3, 20);
  EXPECT_EQ(stored_draft(nlohmann::json::parse(to_json(draft).dump())), draft);
  EXPECT_EQ(stored_draft(to_json(Draft{})), Draft{});
}

// What was read once must open again, however large or odd: a draft that cannot be opened would close the whole list.
TEST(StoredDraft, OpensWhatNoCorrectionCouldHold) {
  auto draft = draft_of(reading(), {});
  draft.areas.assign(most_rows + 1, {1, "Line\nbreaks \x02 and all", {}, {}, {}, {}, {}, false, 1});
  EXPECT_EQ(stored_draft(to_json(draft)), draft);
}

TEST(ShortTitle, TakesTheFirstWords) {
  struct Case {
    std::string text, title;
  };
  std::string const long_word(80, 'x');
  for (auto const& each : {
           Case{"Management oversight.", "Management oversight"},
           Case{"", ""},
           Case{".", "."},
           Case{"The quality of plans: - clear goals; - timescales", "Quality of plans"},
           Case{"The regularity and quality of supervision, so that social workers are helped to reflect.",
                "Regularity and quality of supervision"},
           Case{"Planning, which must improve for every child in need of a plan that works.",
                "Planning, which must improve for every child in need of a…"},
           Case{"The use of chronologies and of histories in assessments, so that they count.",
                "Use of chronologies and of histories in assessments"},
           Case{"One word that ends the title exactly where a comma stands ok, and more",
                "One word that ends the title exactly where a comma stands ok"},
           Case{long_word, long_word.substr(0, 60) + "…"},
           Case{"Assessment and accommodation for 16- and 17-year-olds who present as homeless.",
                "Assessment and accommodation for 16- and 17-year-olds who…"},
       }) {
    EXPECT_EQ(short_title(each.text), each.title);
    EXPECT_LE(character_count(short_title(each.text)), 61u) << each.text;
  }
}

TEST(ShortTitle, NeverCutsACharacterInTwo) {
  std::string accents;
  for (int i = 0; i < 70; ++i) accents += "é";
  auto title = short_title(accents);
  EXPECT_FALSE(text_fault(title));
  EXPECT_EQ(character_count(title), 61u);
}

}  // namespace
}  // namespace gt::inspections

#include "plans/rules/smart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "plans/rules/smart_words.h"
#include "platform/core/text.h"

namespace gt::plans::rules {
namespace {

using testing::HasSubstr;

Date const today = Date::from_parts(2026, 11, 22).value();

struct Sentence {
  bool is_sound;
  std::string rule;
  SmartSubject subject;
};

std::vector<Sentence> sentences() {
  std::ifstream file(std::string(std::getenv("GOLDENTHREAD_SOURCE")) + "/src/plans/rules/testdata/smart_sentences.tsv");
  std::stringstream text;
  text << file.rdbuf();
  std::vector<Sentence> read;
  for (auto const& line : split_lines(text.str())) {
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    if (cells.size() != 9) throw std::runtime_error("not nine cells: " + line);
    SmartSubject subject{
        .wording = cells[2], .owner_role = cells[3], .owner_is_account = cells[4] == "yes", .today = today};
    if (!cells[5].empty()) subject.due = Date::from_iso(cells[5]).value();
    subject.due_as_typed = cells[6];
    subject.has_measure = cells[7] == "yes";
    subject.has_success_words = cells[8] == "yes";
    read.push_back({cells[0] == "sound", cells[1], subject});
  }
  return read;
}

std::string told(std::vector<Advice> const& advice) {
  std::string text;
  for (auto const& each : advice) text += "  " + each.rule + ": " + each.found + " " + each.suggestion + "\n";
  return text;
}

std::set<std::string> rules_of(SmartSubject const& subject) {
  std::set<std::string> names;
  for (auto const& each : smart_check(subject)) names.insert(each.rule);
  return names;
}

SmartSubject sound_subject() {
  return {.wording = "Audit 40 plans a month",
          .owner_role = "Head of quality assurance",
          .due = today.plus_days(90),
          .today = today};
}

TEST(SmartCheck, JudgesOurSixtySentences) {
  int sound = 0, false_alarms = 0, unsound = 0, caught = 0;
  std::set<std::string> rules_met;
  for (auto const& each : sentences()) {
    auto advice = smart_check(each.subject);
    if (each.is_sound) {
      ++sound;
      if (advice.empty()) continue;
      ++false_alarms;
      std::cout << "false alarm: " << each.subject.wording << "\n" << told(advice);
      continue;
    }
    ++unsound;
    rules_met.insert(each.rule);
    if (rules_of(each.subject).contains(each.rule))
      ++caught;
    else
      ADD_FAILURE() << each.subject.wording << " is not caught by " << each.rule << "; found:\n" << told(advice);
  }
  std::cout << "SMART: " << false_alarms << " false alarms on " << sound << " sound sentences; " << caught << " of "
            << unsound << " unsound ones caught by their rule\n";
  EXPECT_EQ(sound, 30);
  EXPECT_EQ(unsound, 30);
  EXPECT_LE(false_alarms, 3);
  EXPECT_EQ(rules_met, std::set<std::string>(smart_rules().begin(), smart_rules().end())) << "each rule has a sentence";
}

TEST(SmartCheck, QuotesWhatItFoundAndSaysWhatToDo) {
  auto subject = sound_subject();
  subject.wording = "Ensure timely visits";
  auto advice = smart_check(subject);
  ASSERT_GE(advice.size(), 2u);
  EXPECT_EQ(advice[0].rule, "vague-verb");
  EXPECT_THAT(advice[0].found, HasSubstr("\"ensure\""));
  EXPECT_FALSE(advice[0].suggestion.empty());
  for (auto const& each : advice) {
    EXPECT_FALSE(each.found.empty()) << each.rule;
    EXPECT_FALSE(each.suggestion.empty()) << each.rule;
  }
}

TEST(SmartCheck, KnowsWhoIsOnePerson) {
  struct Case {
    std::string owner, rule;
  };
  for (auto const& each : std::vector<Case>{{"Head of safeguarding and quality assurance", ""},
                                            {"Service manager for children with disabilities", ""},
                                            {"Manager for newly qualified social workers", ""},
                                            {"Director of children's services", ""},
                                            {"Chair of the improvement board", ""},
                                            {"  ", "no-owner"},
                                            {"n/a", "no-owner"},
                                            {"to be confirmed", "no-owner"},
                                            {"everyone", "owner-is-a-group"},
                                            {"All team managers", "owner-is-a-group"},
                                            {"Heads of service", "owner-is-a-group"},
                                            {"Assessment team", "owner-is-a-group"},
                                            {"Children's services", "owner-is-a-group"},
                                            {"Children\u2019s social care", "owner-is-a-group"},
                                            {"Head of service / principal social worker", "owner-is-a-group"}}) {
    auto subject = sound_subject();
    subject.owner_role = each.owner;
    auto expected = each.rule.empty() ? std::set<std::string>{} : std::set<std::string>{each.rule};
    EXPECT_EQ(rules_of(subject), expected) << each.owner;
    subject.owner_is_account = true;
    EXPECT_EQ(rules_of(subject), std::set<std::string>{}) << each.owner;
  }
}

TEST(SmartCheck, ReadsDates) {
  auto subject = sound_subject();
  subject.due = today;
  EXPECT_TRUE(smart_check(subject).empty()) << "due today is not past";
  subject.due = today.plus_days(-1);
  EXPECT_THAT(told(smart_check(subject)), HasSubstr("21 November 2026"));
  subject.is_done = true;
  EXPECT_TRUE(smart_check(subject).empty()) << "done: its dates are history";
}

TEST(SmartCheck, CountsOnlyNumbersThatCountSomething) {
  for (auto wording : {"Improve section 47 enquiries", "Improve visits by March 2027", "Improve visits by 31 March",
                       "Improve visits by 31/03/2027", "Improve on the 2025/26 return", "Improve stage two complaints",
                       "Improve the Regulation 44 visits"}) {
    auto subject = sound_subject();
    subject.wording = wording;
    EXPECT_TRUE(rules_of(subject).contains("vague-verb")) << wording;
  }
  for (auto wording : {"Improve visits in time to 90%", "Improve caseloads from 21 to 16 by March 2027",
                       "Improve supervision: one meeting each month"}) {
    auto subject = sound_subject();
    subject.wording = wording;
    EXPECT_FALSE(rules_of(subject).contains("vague-verb")) << wording;
  }
}

TEST(SmartCheck, TakesWhatItIsGiven) {
  for (auto wording : {"", " ", ".", ",,,;;", "and and and", "to", "\u2019\u2019", "Review", "\u00e9t\u00e9", "42"}) {
    auto subject = sound_subject();
    subject.wording = wording;
    for (auto const& each : smart_check(subject)) EXPECT_FALSE(each.found.empty()) << wording;
  }
  auto subject = sound_subject();
  subject.wording = std::string(50000, 'x');
  EXPECT_TRUE(rules_of(subject).contains("no-verb"));
}

TEST(SmartWords, AreRefusedWithTheLine) {
  struct Case {
    std::string text, message;
  };
  for (auto const& each : std::vector<Case>{{"# head\nvague-verb\tensure", "Line 2"},
                                            {"verb\tensure\t", "no kind \"verb\""},
                                            {"vague-verb\tEnsure\t", "lower case"},
                                            {"vague-verb\tensure\t\nvague-verb\tensure\t", "Line 2"},
                                            {"vague-verb\tensure\t", "lack a kind"}}) {
    auto words = SmartWords::read(each.text);
    ASSERT_FALSE(words) << each.text;
    EXPECT_THAT(words.error().message, HasSubstr(each.message));
  }
}

TEST(SmartWords, SayWhatToDoInsteadOfEachVagueWord) {
  for (auto kind : {"vague-verb", "thing-verb", "unmeasurable-word"})
    for (auto const& [word, suggestion] : smart_words().of(kind)) EXPECT_FALSE(suggestion.empty()) << word;
}

}  // namespace
}  // namespace gt::plans::rules

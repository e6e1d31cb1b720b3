#include "governance/decisions/rules/decision_rules.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "governance/decisions/rules/decision_days.h"
#include "governance/decisions/rules/money_rules.h"
#include "platform/calendar/working_days.h"

namespace gt::governance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Date on(char const* iso) { return Date::from_iso(iso).value(); }

DecisionFacts key_decision(char const* day) {
  DecisionFacts facts{on(day)};
  facts.key = true;
  return facts;
}

Step step_of(DecisionFacts const& facts, std::string_view code, char const* today) {
  auto const steps = checklist(facts, {}, on(today));
  auto found = std::find_if(steps.begin(), steps.end(), [&](Step const& each) { return each.rule->code == code; });
  if (found == steps.end()) throw std::runtime_error{"no step " + std::string{code}};
  return *found;
}

std::vector<std::string> codes(DecisionFacts const& facts, char const* today) {
  std::vector<std::string> out;
  for (auto const& each : checklist(facts, {}, on(today))) out.push_back(each.rule->code);
  return out;
}

// Source: FRAMEWORK section 6, the vectors; PAPERS T1, checks.
TEST(Checklist, HoldsTheVectorsOfEachClock) {
  struct Case {
    char const *day, *latest;
  };
  for (auto const& each :
       {Case{"2018-03-20", "2018-02-19"}, Case{"2026-01-20", "2025-12-22"}, Case{"2026-04-22", "2026-03-24"}}) {
    EXPECT_EQ(step_of(key_decision(each.day), "key-notice", "2018-01-02").latest, on(each.latest)) << each.day;
    auto facts = key_decision(each.day);
    facts.in_private = true;
    EXPECT_EQ(step_of(facts, "private-first-notice", "2018-01-02").latest, on(each.latest)) << each.day;
  }
  for (auto const& each : {Case{"2017-11-23", "2017-11-15"}, Case{"2026-01-06", "2025-12-24"},
                           Case{"2026-04-09", "2026-03-30"}, Case{"2022-06-08", "2022-05-27"}}) {
    DecisionFacts facts{on(each.day)};
    facts.in_private = true;
    facts.key = true;
    facts.chair_told = on("2017-01-03");
    EXPECT_EQ(step_of(facts, "agenda-executive", "2017-01-03").latest, on(each.latest)) << each.day;
    EXPECT_EQ(step_of(facts, "private-second-notice", "2017-01-03").latest, on(each.latest)) << each.day;
    EXPECT_EQ(step_of(facts, "general-exception", "2017-01-03").latest, on(each.latest)) << each.day;
    facts.by = DecidedBy::council_meeting;
    EXPECT_EQ(step_of(facts, "agenda-council", "2017-01-03").latest, on(each.latest)) << each.day;
  }
  for (auto const& each : {Case{"2025-12-19", "2025-12-30"}, Case{"2026-04-01", "2026-04-10"}}) {
    auto facts = key_decision("2025-12-18");
    facts.taken = on("2025-12-18");
    facts.record_published = on(each.day);
    EXPECT_EQ(call_in_ends(facts, {}), on(each.latest)) << each.day;
    EXPECT_EQ(step_of(facts, "call-in", each.day).latest, on(each.latest)) << each.day;
  }
}

TEST(Checklist, HasOnlyWhatTheDecisionNeeds) {
  auto facts = key_decision("2027-02-10");
  EXPECT_THAT(codes(facts, "2026-11-22"), ElementsAre("key-notice", "agenda-executive", "record-meeting", "call-in"));
  facts.in_private = true;
  EXPECT_THAT(codes(facts, "2026-11-22"), ElementsAre("key-notice", "private-first-notice", "private-second-notice",
                                                      "agenda-executive", "record-meeting", "call-in"));
  facts.by = DecidedBy::executive_alone;
  EXPECT_THAT(codes(facts, "2026-11-22"), ElementsAre("key-notice", "record-alone", "call-in"));
  facts.by = DecidedBy::council_meeting;
  EXPECT_THAT(codes(facts, "2026-11-22"), ElementsAre("agenda-council")) << "no key decisions, no call-in there";
  facts.by = DecidedBy::board;
  EXPECT_THAT(codes(facts, "2026-11-22"), IsEmpty());
  EXPECT_THAT(codes(key_decision("2012-09-09"), "2012-08-01"), ElementsAre("call-in"))
      << "before the Regulations came into force";
}

TEST(Checklist, SaysHowEachStepStands) {
  auto facts = key_decision("2027-02-10");
  auto notice = step_of(facts, "key-notice", "2026-11-22");
  EXPECT_EQ(notice.state, StepState::not_due);
  EXPECT_EQ(notice.words, "Not due until 12 January 2027");
  EXPECT_EQ(step_of(facts, "key-notice", "2027-01-09").words, "Due in 3 days");
  EXPECT_EQ(step_of(facts, "key-notice", "2027-01-12").words, "Due today");
  facts.notice_published = on("2027-01-12");
  EXPECT_EQ(step_of(facts, "key-notice", "2027-01-20").state, StepState::done);
  EXPECT_THAT(step_of(facts, "key-notice", "2027-01-20").remedy, IsEmpty());
  facts.notice_published = on("2027-01-14");
  auto const late = step_of(facts, "key-notice", "2027-01-20");
  EXPECT_EQ(late.state, StepState::done_late);
  EXPECT_EQ(late.words, "Done 2 days late");
  EXPECT_EQ(step_of(facts, "record-meeting", "2027-01-20").state, StepState::waiting);
  EXPECT_EQ(step_of(facts, "call-in", "2027-01-20").state, StepState::waiting);

  facts.taken = on("2027-02-12");
  EXPECT_EQ(step_of(facts, "key-notice", "2027-02-12").state, StepState::done) << "two days later it had run";
  EXPECT_EQ(step_of(facts, "record-meeting", "2027-02-12").latest, on("2027-02-16"));
  facts.record_published = on("2027-02-17");
  EXPECT_EQ(step_of(facts, "record-meeting", "2027-02-17").words, "Done 1 working day late");
  EXPECT_EQ(step_of(facts, "call-in", "2027-02-17").words, "Ends in 7 days");
  EXPECT_EQ(step_of(facts, "call-in", "2027-02-25").words, "Over: not called in");
  facts.called_in = on("2027-02-19");
  EXPECT_EQ(step_of(facts, "call-in", "2027-03-01").state, StepState::stopped);
  facts.call_in_settled = on("2027-03-02");
  EXPECT_EQ(step_of(facts, "call-in", "2027-03-03").state, StepState::done);
}

// Source: SI 2012/2089 regulations 9 to 11.
TEST(Remedies, OfferGeneralExceptionWhileFiveClearDaysRemain) {
  auto const missed = step_of(key_decision("2027-02-10"), "key-notice", "2027-01-13");
  EXPECT_EQ(missed.state, StepState::missed);
  EXPECT_EQ(missed.words, "1 day late");
  EXPECT_EQ(missed.remedy,
            "General exception (regulation 10): tell the scrutiny chair in writing and publish that notice by 2 "
            "February 2027, then publish why 28 days’ notice was impracticable. Or move the decision to 11 February "
            "2027, with notice given today.");
  EXPECT_THAT(step_of(key_decision("2027-02-10"), "key-notice", "2027-02-02").remedy, HasSubstr("General exception"));
}

TEST(Remedies, OfferSpecialUrgencyAfterThat) {
  auto const notice = step_of(key_decision("2027-02-10"), "key-notice", "2027-02-03");
  EXPECT_THAT(notice.remedy, HasSubstr("Five clear days are no longer possible"));
  EXPECT_THAT(notice.remedy, HasSubstr("special urgency (regulation 11)"));
  EXPECT_THAT(notice.remedy, HasSubstr("report it to full council"));
  EXPECT_THAT(notice.remedy, HasSubstr("move the decision to 11 February 2027, the first day that general exception"));
  EXPECT_THAT(notice.remedy, HasSubstr("4 March 2027, with notice given today"));
  EXPECT_EQ(step_of(key_decision("2027-02-10"), "special-urgency", "2027-02-03").state, StepState::due);
}

TEST(Remedies, AreReplacedByTheWayTaken) {
  auto facts = key_decision("2027-02-10");
  facts.chair_told = on("2027-02-02");
  EXPECT_EQ(step_of(facts, "key-notice", "2027-02-03").state, StepState::replaced);
  EXPECT_EQ(step_of(facts, "general-exception", "2027-02-03").state, StepState::done);
  EXPECT_EQ(step_of(facts, "general-exception-reasons", "2027-02-03").state, StepState::due);
  facts.chair_told = on("2027-02-03");
  EXPECT_EQ(step_of(facts, "general-exception", "2027-02-04").state, StepState::done_late);
  EXPECT_THAT(step_of(facts, "general-exception", "2027-02-04").remedy, HasSubstr("special urgency"));
  facts.urgency_agreed = on("2027-02-09");
  EXPECT_EQ(step_of(facts, "key-notice", "2027-02-09").words, "Agreed as urgent instead");
  EXPECT_EQ(step_of(facts, "general-exception", "2027-02-09").state, StepState::replaced);
  EXPECT_EQ(step_of(facts, "special-urgency", "2027-02-09").state, StepState::done);
  EXPECT_EQ(step_of(facts, "special-urgency-report", "2027-02-09").state, StepState::waiting);
  facts.taken = on("2027-02-10");
  EXPECT_EQ(step_of(facts, "special-urgency-report", "2027-02-11").state, StepState::due);
}

TEST(Remedies, SayWhatToDoOnceTheDayHasPassedOrItWasTaken) {
  auto facts = key_decision("2027-02-10");
  EXPECT_THAT(step_of(facts, "key-notice", "2027-02-11").remedy,
              HasSubstr("Its day has passed. Set a new one: the first that works is 12 March 2027"));
  facts.taken = on("2027-02-10");
  auto const taken = step_of(facts, "key-notice", "2027-02-11").remedy;
  EXPECT_THAT(taken, HasSubstr("Ask the monitoring officer"));
  EXPECT_THAT(taken, HasSubstr("12 March 2027"));
  EXPECT_THAT(taken, HasSubstr("regulation 18"));
}

TEST(Remedies, OfPrivateMeetingsAndAgendas) {
  DecisionFacts facts{on("2027-02-10")};
  facts.in_private = true;
  facts.first_private_notice = on("2027-01-14");
  EXPECT_THAT(step_of(facts, "private-first-notice", "2027-01-15").remedy,
              HasSubstr("Take it in public; or get the scrutiny chair’s agreement"));
  EXPECT_THAT(step_of(facts, "private-first-notice", "2027-01-15").remedy, HasSubstr("move the decision to 12 Feb"));
  facts.private_urgency_agreed = on("2027-02-08");
  EXPECT_EQ(step_of(facts, "private-first-notice", "2027-02-08").state, StepState::replaced);
  EXPECT_THAT(step_of(facts, "agenda-executive", "2027-02-03").remedy, HasSubstr("called at shorter notice"));
  facts.by = DecidedBy::council_meeting;
  EXPECT_THAT(step_of(facts, "agenda-council", "2027-02-03").remedy, HasSubstr("section 100B(4)"));
}

TEST(FirstDays, AreTheEarliestThatTheLawAllows) {
  auto facts = key_decision("2018-03-20");
  facts.notice_published = on("2018-02-19");
  facts.agenda_published = on("2018-03-12");
  EXPECT_EQ(first_days(facts, on("2018-03-12")).with_notice, on("2018-03-20"));
  EXPECT_EQ(first_days(DecisionFacts{on("2027-02-10")}, on("2027-02-06")).with_notice, on("2027-02-15"))
      << "five clear days from a Saturday";
}

// For every day of three years and every kind: the first day is lawful once the notices are given, the working day
// before it is not, and what was done in time is never late.
TEST(FirstDays, AreLawfulAndNoDayBeforeIs) {
  for (auto today = on("2025-12-01"); today < on("2028-12-01"); today = today.plus_days(1)) {
    for (bool const in_private : {false, true}) {
      auto facts = DecisionFacts{today};
      facts.key = true;
      facts.in_private = in_private;
      auto const first = first_days(facts, today);
      facts.notice_published = facts.first_private_notice = facts.second_private_notice = today;
      ASSERT_TRUE(may_be_taken(facts, first.with_notice).has_value()) << today.iso();
      ASSERT_FALSE(may_be_taken(facts, calendar::last_day_before_clear_working_days(first.with_notice, 0)))
          << today.iso();
      facts.day = first.with_notice;
      ASSERT_EQ(checklist(facts, {}, today).front().state, StepState::done) << today.iso();
      if (in_private) {
        ASSERT_EQ(first.by_general_exception, std::nullopt);
        continue;
      }
      facts.notice_published.reset();
      facts.chair_told = today;
      ASSERT_TRUE(may_be_taken(facts, *first.by_general_exception).has_value()) << today.iso();
      ASSERT_FALSE(may_be_taken(facts, calendar::last_day_before_clear_working_days(*first.by_general_exception, 0)));
    }
  }
}

TEST(Taking, NeedsNoticeExceptionOrUrgency) {
  auto facts = key_decision("2018-03-20");
  auto const refused = may_be_taken(facts, on("2018-03-20"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.front().field, "taken");
  EXPECT_THAT(refused.error().message, HasSubstr("No notice is recorded. A key decision needs 28 clear days"));
  EXPECT_THAT(refused.error().message, HasSubstr("SI 2012/2089 regulation 9"));
  facts.notice_published = on("2018-02-19");
  EXPECT_TRUE(may_be_taken(facts, on("2018-03-20")));
  EXPECT_THAT(may_be_taken(facts, on("2018-03-19")).error().message,
              HasSubstr("allows the decision from 20 March 2018"));
  facts.in_private = true;
  EXPECT_THAT(may_be_taken(facts, on("2018-03-20")).error().message, HasSubstr("regulation 5"));
  facts.private_urgency_agreed = on("2018-03-19");
  EXPECT_TRUE(may_be_taken(facts, on("2018-03-20")));
  facts.notice_published.reset();
  facts.urgency_agreed = on("2018-03-21");
  EXPECT_FALSE(may_be_taken(facts, on("2018-03-20"))) << "agreed the day after";
  facts.urgency_agreed = on("2018-03-20");
  EXPECT_TRUE(may_be_taken(facts, on("2018-03-20")));
}

TEST(Days, ThatCannotBeTrueTogetherAreRefusedEachByName) {
  auto facts = key_decision("2027-02-10");
  facts.notice_published = on("2027-02-11");
  facts.second_private_notice = on("2027-01-05");
  facts.exception_reasons_published = on("2027-01-05");
  facts.record_published = on("2027-02-01");
  facts.called_in = on("2027-02-03");
  facts.call_in_settled = on("2027-02-02");
  auto const refused = check_days(facts, {}, on("2027-02-20"));
  ASSERT_FALSE(refused);
  std::vector<std::string> named;
  for (auto const& each : refused.error().fields) named.push_back(each.field);
  EXPECT_THAT(named, ElementsAre("notice_published", "second_private_notice", "exception_reasons_published",
                                 "record_published", "call_in_settled"));

  facts = key_decision("2027-02-10");
  facts.taken = on("2027-02-10");
  facts.record_published = on("2027-02-11");
  facts.called_in = on("2027-02-10");
  EXPECT_THAT(check_days(facts, {}, on("2027-03-01")).error().message, HasSubstr("Call-in runs from publication"));
  facts.called_in = on("2027-02-19");
  EXPECT_THAT(check_days(facts, {}, on("2027-03-01")).error().message, HasSubstr("Call-in ended on 18 February 2027"));
  facts.called_in = on("2027-02-18");
  EXPECT_TRUE(check_days(facts, {}, on("2027-03-01")));
  EXPECT_THAT(check_days(facts, {}, on("2027-02-17")).error().message, HasSubstr("has not come yet"));
  facts.exempt_from_call_in = true;
  EXPECT_THAT(check_days(facts, {}, on("2027-03-01")).error().message, HasSubstr("not open to call-in"));
}

TEST(Effect, WaitsForCallIn) {
  auto facts = key_decision("2027-02-10");
  EXPECT_FALSE(may_take_effect(facts, {}, on("2027-02-19")));
  facts.taken = on("2027-02-10");
  EXPECT_THAT(may_take_effect(facts, {}, on("2027-02-19")).error().message, HasSubstr("call-in has not started"));
  facts.record_published = on("2027-02-11");
  EXPECT_THAT(may_take_effect(facts, {}, on("2027-02-18")).error().message, HasSubstr("until 18 February 2027"));
  EXPECT_TRUE(may_take_effect(facts, {}, on("2027-02-19")));
  facts.called_in = on("2027-02-15");
  EXPECT_FALSE(may_take_effect(facts, {}, on("2027-02-19")));
  facts.call_in_settled = on("2027-02-24");
  EXPECT_TRUE(may_take_effect(facts, {}, on("2027-02-24")));
  DecisionSettings longer;
  longer.call_in_days = 10;
  facts.called_in.reset();
  EXPECT_FALSE(may_take_effect(facts, longer, on("2027-02-25"))) << "the council’s own period";
  facts.exempt_from_call_in = true;
  EXPECT_TRUE(may_take_effect(facts, longer, on("2027-02-11")));
}

// Source: SI 2012/2089 regulation 8; the papers’ £0.75m was key, a local threshold of £500,000 says so.
TEST(KeyDecisions, AreThoseAtTheThresholdOrInTwoWards) {
  EXPECT_THAT(why_key(DecidedBy::executive_meeting, 75'000'000, 0, {}), HasSubstr("£750,000 is at or above £500,000"));
  EXPECT_THAT(why_key(DecidedBy::executive_alone, 50'000'000, 0, {}), Not(IsEmpty()));
  EXPECT_THAT(why_key(DecidedBy::executive_meeting, 49'999'999, 1, {}), IsEmpty());
  EXPECT_THAT(why_key(DecidedBy::executive_meeting, {}, 2, {}), HasSubstr("2 wards"));
  EXPECT_THAT(why_key(DecidedBy::council_meeting, 75'000'000, 20, {}), IsEmpty()) << "only the executive’s are key";
}

TEST(ExemptParagraphs, AreSevenAndConfidential) {
  ASSERT_EQ(exempt_paragraphs().size(), 8U);
  for (int number = 1; number <= 7; ++number) {
    auto const* paragraph = find_exempt_paragraph(std::to_string(number));
    ASSERT_NE(paragraph, nullptr);
    EXPECT_TRUE(paragraph->public_interest_test);
    EXPECT_EQ(title_of(*paragraph), "Paragraph " + std::to_string(number));
  }
  EXPECT_THAT(find_exempt_paragraph("4")->words, HasSubstr("labour relations"));
  EXPECT_FALSE(find_exempt_paragraph("confidential")->public_interest_test);
  EXPECT_EQ(find_exempt_paragraph("8"), nullptr);
}

TEST(Rules, HaveWordsASourceAndOneInForceAtATime) {
  for (auto const& each : decision_rules()) {
    EXPECT_THAT(each.words, Not(IsEmpty())) << each.code;
    EXPECT_THAT(each.source, Not(IsEmpty())) << each.code;
    EXPECT_EQ(find_decision_rule(each.code, on("2026-11-22")), &each) << each.code;
  }
  for (auto const by :
       {DecidedBy::executive_meeting, DecidedBy::executive_alone, DecidedBy::council_meeting, DecidedBy::board})
    EXPECT_EQ(decided_by_from(word(by)), by);
  EXPECT_EQ(decided_by_from("somebody"), std::nullopt);
}

TEST(DaysOfSteps, LeadFromEachRuleToTheDayThatAnswersIt) {
  for (auto const& each : decision_rules()) {
    auto const* day = day_answering(each.code);
    ASSERT_NE(day, nullptr) << each.code;
    EXPECT_EQ(find_day_of_step(day->name), day) << each.code;
    EXPECT_THAT(std::string(day->label), Not(IsEmpty()));
  }
  DecisionFacts facts{on("2027-02-10")};
  for (auto const& each : days_of_steps()) EXPECT_EQ(facts.*each.day, std::nullopt) << each.name;
  EXPECT_EQ(find_day_of_step("somewhere"), nullptr);
}

TEST(Money, IsReadAndWrittenAsPeopleDo) {
  EXPECT_EQ(pounds(75'000'000), "£750,000");
  EXPECT_EQ(pounds(123'450), "£1,234.50");
  EXPECT_EQ(pounds(-99), "−£0.99");
  for (auto const* text : {"750000", "£750,000", " £750k ", "0.75m", "£750,000.00"})
    EXPECT_EQ(pence_from(text).value(), 75'000'000) << text;
  EXPECT_EQ(pence_from("141k").value(), 14'100'000);
  EXPECT_EQ(pence_from("2.3m").value(), 230'000'000);
  for (auto const* text : {"", "£", "k", "seven", "1.", "1.234", "-5", "9999999999999", "12 34", "1e9", "1234567890m"})
    EXPECT_FALSE(pence_from(text)) << text;
}

}  // namespace
}  // namespace gt::governance

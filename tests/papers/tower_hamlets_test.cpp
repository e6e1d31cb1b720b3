#include "tests/papers/paper.h"

// Tower Hamlets, 2017-19.
namespace gt::papers {
namespace {

constexpr char const* paper = "tower-hamlets-2017";
constexpr char const* first = "Single inspection (SIF), report of April 2017";

// Inadequate in April 2017; good by April 2019 is the aim, and outstanding in the longer term.
FACT(T1_1, "T1.1", paper) {
  questions.inspection(first, {{"Overall effectiveness", "inadequate"}});
  questions.programme("target", "Good by April 2019, the minimum children deserve; outstanding in the longer term");
  questions.record("goal", "Good", {{"grade", "good"}, {"due_words", "April 2019"}});
  questions.record("goal", "Outstanding", {{"grade", "outstanding"}, {"due_words", "the longer term"}});
}

// Four themes, submitted in July 2017; the first quarterly report; big challenges remain.
FACT(T1_2, "T1.2", paper) {
  questions.theme_count(4);
  for (int i = 1; i <= 4; ++i) questions.theme("Theme " + std::to_string(i) + ", not named in the paper", "");
  questions.version("As submitted to the Department for Education and Ofsted in July 2017");
  questions.action("milestone", "First quarterly report to scrutiny", "",
                   {{"first_due", "2017-09-14"}, {"note", "Big challenges remain."}});
}

// Three divisional directors see to it that families get the right offer.
FACT(T1_8, "T1.8", paper) {
  questions.record("project", "Families get the right offer");
  questions.records_inside("team member", "Divisional Director", 3, "project", "Families get the right offer");
}

// Stage one, laying the foundations, is mostly met; the next is to achieve and sustain.
FACT(T1_12, "T1.12", paper) {
  questions.record(
      "stage", "Laying the foundations",
      {{"verdict", "partly met"}, {"verdict_on", "2017-11-23"}, {"verdict_note", "Most aims of stage one are met."}},
      {"Theme 1, not named in the paper", "Theme 4, not named in the paper"});
  questions.record("stage", "Improvement that is achieved and sustained");
}

// What the inspectors had found.
FACT(T1_13, "T1.13", paper) {
  questions.inspection(first, {},
                       {"Widespread and serious failures.", "Children stay too long in actual or potential harm.",
                        "Insufficient scrutiny, so that leaders did not know."});
}

// Good in June 2019, about two months late.
FACT(T2_2, "T2.2", paper) {
  questions.inspection("Standard inspection, June 2019", {{"Overall effectiveness", "good"}});
  questions.record("goal", "Good", {{"outcome", "Reached at the inspection of June 2019, about two months late"}});
}

// Four continuing challenges.
FACT(T2_3, "T2.3", paper) {
  for (auto const* challenge : {"Finance", "Recruitment and retention", "Demand", "Sustaining quality"})
    questions.records_inside("aim", challenge, 1, "stage", "After the inspection of 2019");
}

// The first monitoring visit: two days at the front door, told informally.
FACT(T1_3, "T1.3", paper) {
  questions.entry(
      "assurance event", "First monitoring visit",
      {{"event_kind", "monitoring visit"},
       {"starts_on", "2017-08-30"},
       {"ends_on", "2017-08-31"},
       {"focus", "MASH, and Assessment and Intervention"},
       {"feedback_state", "informal feedback"},
       {"result", "Considerable progress on contacts, referrals and assessments; still early, not embedded"},
       {"result_scale", "considerable"}});
}

// The next one, in December, where more progress is needed.
FACT(T1_4, "T1.4", paper) {
  questions.entry("assurance event", "Second monitoring visit",
                  {{"event_kind", "monitoring visit"},
                   {"when_printed", "December 2017"},
                   {"focus", "Family Support and Protection, where more progress is needed"},
                   {"feedback_state", "expected"}});
}

FACT(T1_5, "T1.5", paper) {
  questions.entry("external view", "The initial targets are ambitious", {}, "First monitoring visit");
}

// A statement of position, and nothing yet that it rests on.
FACT(T1_14, "T1.14", paper) {
  for (auto const* claim : {"All cases are allocated", "All plans are up to date"})
    questions.entry("claim", claim, {{"body", "Overview and Scrutiny Committee"}});
}

// Weekly at first, monthly by then: both are kept. And who supports the plan.
FACT(T1_15, "T1.15", paper) {
  questions.entry("reporting duty", "Progress of the improvement plan",
                  {{"cadence", "weekly"}, {"from_words", "at first"}, {"until_words", "now, in November 2017"}},
                  "Corporate Leadership Team");
  questions.entry("reporting duty", "Progress of the improvement plan",
                  {{"cadence", "monthly"}, {"from_words", "now, in November 2017"}}, "Corporate Leadership Team");
  for (auto const* role : {"Lead Member", "Strategy, Policy and Performance", "Legal", "IT"})
    questions.entry("membership", role, {}, "Corporate Leadership Team");
}

FACT(T1_16, "T1.16", paper) {
  for (auto const* question :
       {"Are caseloads managed?", "How many agency workers are there?", "How many permanent staff have left?"})
    questions.entry("question", question, {{"body", "Overview and Scrutiny Committee"}});
}

FACT(T1_17, "T1.17", paper) {
  questions.entry("question", "Are caseloads managed?", {{"answer", "It began from a very low starting point."}});
  questions.entry(
      "question", "How many agency workers are there?",
      {{"answer",
        "Agency staff were needed to keep children on orders safe; many are committed, and they are encouraged "
        "to become permanent."}});
}

FACT(T1_18, "T1.18", paper) {
  questions.entry("promise", "The committee will be given details of permanent staff turnover",
                  {{"body", "Overview and Scrutiny Committee"}});
}

FACT(T1_19, "T1.19", paper) {
  questions.entry("question", "What is the multi-agency picture, for example with housing providers?",
                  {{"asked_by", "Members"}});
}

// Six months after the inspection, presented by the Cabinet member.
FACT(T2_1, "T2.1", paper) {
  questions.agenda_item("Children and Education Scrutiny Sub-Committee", "2019-12-17", "4",
                        "Six months post inspection: social care and early help",
                        "Cabinet Member for Children, Schools and Young People");
}

// Row 5.10 on page 33, its answer, and the promise that came of it.
FACT(T2_7, "T2.7", paper) {
  questions.entry(
      "question", "Why the big rise in looked-after children whose assessments needed review?",
      {{"about_row", "5.10"},
       {"about_page", "33"},
       {"answer", "Many fell due at once and a large effort was made; there is much data behind the table."},
       {"promise", "To enquire further and report back"}});
  questions.entry("promise", "To enquire further and report back",
                  {{"promised_by", "Cabinet Member for Children, Schools and Young People"}});
}

FACT(T2_8, "T2.8", paper) {
  questions.entry("question", "What was learned, and how is the service protected from cuts?",
                  {{"answer", "Practice and knowledge improved; a case will be made in the budget process."}});
}

FACT(T2_10, "T2.10", paper) {
  questions.entry("budget position", "An overspend in the directorate",
                  {{"stands", "overspend"}, {"question", "Is there enough money?"}}, "Children’s services");
  questions.entry("question", "Is there enough money, or will improvement stall?",
                  {{"asked_by", "A councillor who fears under-funding"}});
  questions.entry("question", "What approach was used to right-size the budget?",
                  {{"answer", "There is an overspend in the directorate."}});
}

FACT(T2_4, "T2.4", paper) {
  questions.entry("service budget", "Children’s services",
                  {{"right_sizing", "The budget is to be right-sized to demand through the budget process."}});
}

}  // namespace
}  // namespace gt::papers

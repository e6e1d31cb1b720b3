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

}  // namespace
}  // namespace gt::papers

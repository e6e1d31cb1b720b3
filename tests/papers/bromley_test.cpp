#include "tests/papers/paper.h"

// Bromley, 2016-17.
namespace gt::papers {
namespace {

constexpr char const* paper = "bromley-2016";

// The action plan, and the money that the Executive agreed on 14 September 2016.
FACT(B1_1, "B1.1", paper) {
  questions.programme("title", "Children’s Services Improvement Action Plan");
  questions.record("goal", "Money agreed by the Executive, to be spent in Phase 3", {{"reached_on", "2016-09-14"}});
}

// Two judged bodies in spring 2016.
FACT(B1_2, "B1.2", paper) {
  questions.inspection(
      "Single inspection (SIF), spring 2016",
      {{"Overall effectiveness", "inadequate"}, {"Local Safeguarding Children Board", "requires improvement"}});
  questions.entry("body", "Bromley Safeguarding Children Board");
}

// The Deputy Chief Executive, in post since December 2016, refocused the framework.
FACT(B1_6, "B1.6", paper) {
  questions.record(
      "project", "Framework refocused to hit its timescales",
      {{"lead_role", "Deputy Chief Executive"}, {"purpose", "The Deputy Chief Executive joined in December 2016."}});
}

// A legal officer works with the social care staff.
FACT(B1_8, "B1.8", paper) {
  questions.action("action", "A legal officer is based with social care staff", "Delivery of the action plan");
}

// A Commissioner to assess, and then six more months of scrutiny by one.
FACT(B1_3, "B1.3", paper) {
  questions.entry("intervention stage", "A Commissioner was appointed to assess the services",
                  {{"stage_kind", "commissioner"}, {"role", "Commissioner appointed by the Department for Education"}});
  questions.entry("intervention stage", "The Commissioner recommended further scrutiny by a Commissioner",
                  {{"term_months", 6}});
}

// The first monitoring visit.
FACT(B1_5, "B1.5", paper) {
  questions.entry("assurance event", "First monitoring visit",
                  {{"event_kind", "monitoring visit"},
                   {"starts_on", "2016-11-08"},
                   {"ends_on", "2016-11-09"},
                   {"focus", "Cases reviewed; officers, young people, parents and carers interviewed"},
                   {"result", "Very limited improvement; it must accelerate before the next visit"},
                   {"result_scale", "limited"},
                   {"next_expected", "February 2017"}});
  questions.entry("external view", "Progress in some areas", {{"about", "Court Team"}}, "First monitoring visit");
}

FACT(B1_9, "B1.9", paper) {
  questions.entry("question", "Will the new IT serve social workers?",
                  {{"answer", "It supports all parts of the role and remote working, with training."}});
}

// Our own confidence, beside the visit's verdict.
FACT(B1_10, "B1.10", paper) {
  questions.entry("question", "Is the plan progressing?",
                  {{"answer", "It is, across the full range, and the next visit will show it."},
                   {"answered_by", "Deputy Chief Executive"}});
  questions.entry("own view", "Confident of progress across the full range, which the next visit will show",
                  {{"said_by", "Deputy Chief Executive"}});
}

FACT(B1_11, "B1.11", paper) {
  questions.entry("correction", "Several factual errors",
                  {{"document", "Case examples appended to report CS17089"}, {"found_by", "Chairman"}});
}

// Two recommendations to the Executive, with what they rest on.
FACT(B1_12, "B1.12", paper) {
  questions.entry("recommendation", "Draw down Phase 3: £141,000 part-year and £795,000 full-year",
                  {{"to_body", "Executive"}, {"paragraph", "section 6"}});
  questions.entry("recommendation", "£150,000 one-off from the Technology Fund for laptops and hardware",
                  {{"to_body", "Executive"}, {"paragraph", "3.8"}});
}

}  // namespace
}  // namespace gt::papers

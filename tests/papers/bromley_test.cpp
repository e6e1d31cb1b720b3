#include "tests/papers/paper.h"

// Bromley, 2016-17.
namespace gt::papers {

using nlohmann::json;
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
  questions.entry("re-profiling", "Phase 3 re-profiled, with posts added",
                  {{"approved_by", "Deputy Chief Executive"},
                   {"when_printed", "December 2016"},
                   {"posts_added", "Quality audit posts among others"}},
                  "Phase 3");
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
  questions.entry("draw-down", "Phase 3 posts",
                  {{"amount", "141000.00"},
                   {"full_year", "795000.00"},
                   {"recommended_by", "The committee"},
                   {"where", "section 6"}},
                  "Phase 3");
  questions.entry("approval", "Laptops and hardware",
                  {{"amount", "150000.00"}, {"recurrence", "one-off"}, {"where", "paragraph 3.8"}}, "Technology Fund");
  questions.entry("fund", "Technology Fund", {{"fund_kind", "technology fund"}});
  // 141 of 795 is 2.1 months; and no way of adding up reaches the total.
  questions.entry_says("draw-down", "Phase 3 posts",
                       {"are the same posts in two years. They are never added within one year.",
                        "£141,000 pays for 2.1 months: what starts about 29 January 2017."});
  questions.reads("money overview",
                  [](json const& overview) {
                    for (auto const& fund : overview.at("funds"))
                      for (auto const& each : fund.at("approvals"))
                        if (each.contains("expected_total")) {
                          auto const& total = each.at("expected_total");
                          std::vector<std::string> short_of;
                          for (auto const& sum : total.at("sums")) short_of.push_back(sum.at("short_of"));
                          return total.at("implied_rest") == "1350000.00" && total.at("is_reached") == false &&
                                 short_of ==
                                     std::vector<std::string>{"1350000.00", "555000.00", "414000.00", "264000.00"};
                        }
                    return false;
                  },
                  "/resources",
                  {"No combination reaches £2,300,000.", "implies £1,350,000 for what is still to come.",
                   "£1,745,000 £555,000 under", "£1,886,000 £414,000 under", "£2,036,000 £264,000 under"});
}

FACT(B1_4, "B1.4", paper) {
  questions.entry("approval", "Improvement money in phases",
                  {{"amount", "950000.00"},
                   {"expected_total", "2300000.00"},
                   {"expected_when", "early 2017"},
                   {"decided_by", "Executive"}});
  questions.entry("phase", "Phase 1", {}, "Improvement money in phases");
  questions.entry("phase", "Phase 2", {}, "Improvement money in phases");
  questions.entry("phase", "Phase 3", {{"planned", "early 2017"}}, "Improvement money in phases");
}

FACT(B1_7, "B1.7", paper) {
  questions.entry("staffing need", "More social worker posts",
                  {{"least", 10},
                   {"most", 15},
                   {"for_what", "Manageable caseloads"},
                   {"paid_from", "The existing Education, Care and Health budget"},
                   {"by_when", "Short to medium term"}});
  questions.entry("staffing need", "New posts for the safeguarding board",
                  {{"asked_of", "Partners of the safeguarding board"}});
}

}  // namespace
}  // namespace gt::papers

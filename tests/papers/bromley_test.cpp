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

}  // namespace
}  // namespace gt::papers

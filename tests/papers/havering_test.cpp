#include "tests/papers/paper.h"

// Havering, 2018-19. The values stand here a second time, so that a change of the file is noticed.
namespace gt::papers {

using nlohmann::json;
namespace {

constexpr char const* paper = "havering-2018";
constexpr char const* overall = "Overall effectiveness";
constexpr char const* ofsted = "Standard inspection, June 2018";
std::vector<std::string> const themes{"Pathway planning and transitions to adulthood",
                                      "SMART planning",
                                      "Supervision",
                                      "Case recording and data quality",
                                      "Adolescent safeguarding",
                                      "Quality assurance",
                                      "Workforce and practice development"};

// The aim: better outcomes for the most vulnerable, and a better rating next time.
FACT(H1_3, "H1.3", paper) {
  questions.programme("vision", "Better outcomes for the most vulnerable children");
  questions.programme("target", "A better Ofsted rating at the next inspection");
}

// It answers the inspection of 2018, which was good overall.
FACT(H1_5, "H1.5", paper) {
  questions.inspection(ofsted, {{overall, "good"}});
  questions.findings_answered(ofsted);
}

// At least one area outstanding at the next inspection.
FACT(H1_6, "H1.6", paper) {
  questions.record("goal", "A judgement area at the top grade",
                   {{"grade", "outstanding"}, {"areas_wanted", 1}, {"due_words", "the next inspection"}});
}

// Seven priorities over the past six months, by the names of the minutes.
FACT(H1_7, "H1.7", paper) {
  questions.record("stage", "Work on seven priorities over the past six months", {}, themes);
  questions.theme(themes[5], "");
  questions.theme(themes[6], "", {"Workforce development"});
  questions.theme(themes[1], "", {"Planning"});
  questions.theme(themes[2], "");
  questions.theme(themes[3], "", {"Data quality and case recording"});
  questions.theme(themes[0], "", {"Transitions to adulthood"});
  questions.theme(themes[4], "");
}

// It follows the Face-to-Face Programme.
FACT(H1_8, "H1.8", paper) {
  questions.programme("predecessor", "Face-to-Face Programme: its practice gains are to be consolidated");
}

// The inspection of June 2018: three areas and overall.
FACT(H2_1, "H2.1", paper) {
  questions.inspection(
      ofsted,
      {{"The impact of leaders on social work practice with children and families", "good"},
       {"The experiences and progress of children who need help and protection", "requires improvement"},
       {"The experiences and progress of children in care and care leavers", "good"},
       {overall, "good"}},
      {}, {"ilacs-2018", "Ofsted, ILACS, January 2018 framework"});
}

// What to improve: consistency and quality assurance, and compliance with recording.
FACT(H2_2, "H2.2", paper) {
  questions.inspection(ofsted, {},
                       {"Consistency and quality assurance across the service.", "Compliance with case recording."});
}

// Seven themes, each with a senior manager as project lead and a team of practitioners, managers and partners.
FACT(H2_3, "H2.3", paper) {
  questions.theme_count(7);
  for (auto const& theme : themes) {
    questions.theme(theme, "Project Lead, a senior manager");
    questions.team(theme, {"practitioner", "manager", "partner"});
  }
}

// Themes cut across services.
FACT(H2_4, "H2.4", paper) {
  questions.record("goal", "Themes that cut across services and are not made of service areas", {}, themes);
}

// Every project has a finalised initiation document: aims, how success is measured, timelines.
FACT(H2_5, "H2.5", paper) {
  for (auto const& theme : themes)
    questions.initiation_document(theme, {{"aims", "The aims are set out."},
                                          {"success", "How success is measured is set out."},
                                          {"milestones", "Timelines are set out."}});
}

// The council's objectives that the report ticks.
FACT(H2_cover, "cover", paper) {
  questions.record("goal", "Communities", {{"applies", "yes"}});
  questions.record("goal", "Places", {{"applies", "no"}});
  questions.record("goal", "Opportunities", {{"applies", "no"}});
  questions.record("goal", "Connections", {{"applies", "no"}});
}

void deliverables(Questions& questions, std::string const& theme, std::vector<std::string> const& titles,
                  std::string const& aim = "") {
  questions.theme(theme, "", {}, aim);
  for (auto const& title : titles) questions.action("deliverable", title, theme);
}

FACT(Theme_2_1, "2.1", paper) {
  deliverables(questions, themes[0],
               {"Better care planning across Leaving Care and Intervention and Support", "Health Passport",
                "Personal education plan integrated in the care plan", "Health and education partners take part",
                "Co-production with young people", "Leaving Well, a digital tool", "Digital Life Story Work",
                "Decision-making at transition phases for children in care and care-experienced young people"});
}

FACT(Theme_2_2, "2.2", paper) {
  deliverables(questions, themes[1],
               {"Consistent plans and recording across child in need, child protection, strategy discussions and risk "
                "assessments",
                "Guidance and exemplars of plans", "Training in planning", "Quality assurance of plans"},
               "Plans include risk assessment and support for children who return home.");
}

FACT(Theme_2_3, "2.3", paper) {
  deliverables(
      questions, themes[2],
      {"A definition of good supervision", "Guidance and principles for supervision",
       "A menu of supervision that staff are offered", "Recording and quality assurance approach for supervision"});
  questions.record("project", "Group and peer models of supervision",
                   {{"project_kind", "pilot"}, {"tried", "Group and peer supervision, piloted and tested"}},
                   {themes[2]});
}

FACT(Theme_2_4, "2.4", paper) {
  deliverables(questions, themes[3],
               {"Recording with the new case management system", "Clear recording expectations",
                "Rigorous quality assurance framework for data quality"},
               "Consistent and yet efficient, so that workers spend their time with families.");
}

FACT(Theme_2_5, "2.5", paper) {
  deliverables(
      questions, themes[4],
      {"Governance review of adolescent safeguarding", "Adolescent safeguarding strategy",
       "Practice model for adolescents", "Partnership on adolescent safeguarding",
       "Intelligence on risks to adolescents", "Contextual risks considered together in risk reviews and safety plans"},
      "One approach to serious youth violence, child sexual exploitation, missing, criminal exploitation, "
      "county lines and radicalisation.");
}

FACT(Theme_2_6, "2.6", paper) {
  deliverables(questions, themes[5],
               {"Audit activity reviewed in the light of the inspection", "Robust quality assurance framework",
                "Special attention to the areas of these projects"});
}

FACT(Theme_2_7, "2.7", paper) {
  deliverables(questions, themes[6],
               {"Social Care Academy", "Development route for all practitioners and managers",
                "Career progression and fast-track", "Preparation for national accreditation",
                "Link to personal development reviews", "Recruitment, retention, induction and recognition"});
}

// The minutes and the report call some themes differently.
FACT(Check_8, "check 8", paper) {
  questions.theme(themes[0], "", {"Transitions to adulthood"});
  questions.theme(themes[1], "", {"Planning"});
  questions.theme(themes[3], "", {"Data quality and case recording"});
  questions.theme(themes[6], "", {"Workforce development"});
}

// What Cabinet decided; the minutes name no day.
FACT(H1, "H1", paper) {
  std::string const outcome =
      "The approach was approved, and the request for extra resources for children’s social care for 2019/20 was "
      "agreed.";
  questions.decision(
      "Investment in improvement: approach, and resources for 2019/20",
      {{"state", "taken"},
       {"day", nullptr},
       {"taken", nullptr},
       {"when_printed", "No day is given"},
       {"body_name", "Cabinet"},
       {"decision_maker", "Cabinet"},
       {"outcome", outcome},
       {"approved", "The approach to improvement"},
       {"approved_pence", 75'000'000},
       {"reasons", "To consolidate two years’ improvements and be more consistent across all service areas."},
       {"documents", "Business case, improvement plan and resource proposal"}},
      {"Day No day is given", "Decision " + outcome, "Cabinet, Cabinet, No day is given",
       "What it approved The approach to improvement £750,000",
       "Reasons To consolidate two years’ improvements and be more consistent across all service areas.",
       "Documents the decision maker will have Business case, improvement plan and resource proposal"});
}

// The Cabinet’s lead member presented the report.
FACT(H1_1, "H1.1", paper) {
  questions.entry("report given", "Investment in improvement, with the plan",
                  {{"given_by", "Cabinet Lead Member for Education, Children and Families"}},
                  "Regular progress reports");
}

// The Improvement Board oversees the work and reports to Cabinet, regularly.
FACT(H1_10, "H1.10", paper) {
  questions.entry("body", "Children’s Services Improvement Board", {{"reports_to", "Cabinet"}});
  questions.entry("reporting duty", "Regular progress reports",
                  {{"reported_by", "Children’s Services Improvement Board"}}, "Cabinet");
}

// Two themes at each meeting; updates to the safeguarding board, the leadership team, scrutiny and the Executive.
FACT(H2_6, "H2.6", paper) {
  questions.entry("body", "Children’s Services Improvement Board", {{"themes_a_meeting", 2}});
  for (auto const* body : {"Local Safeguarding Children Board", "Senior Leadership Team",
                           "Children and Learning Overview and Scrutiny Sub-Committee"})
    questions.entry("reporting duty", "Updates on the improvement programme",
                    {{"reported_by", "Children’s Services Improvement Board"}}, body);
  questions.entry("reporting duty", "Updates to the Executive",
                  {{"reported_by", "Children’s Services Improvement Board"}}, "Cabinet");
}

// Seven themes at two a meeting need four meetings.
FACT(check_7, "check 7", paper) { questions.full_round("Children’s Services Improvement Board", 4); }

char const* const resources = "Extra resources for children’s social care";

// The approval in the overview, by its title.
json approval_of(json const& overview, std::string const& title) {
  for (auto const& fund : overview.at("funds"))
    for (auto const& each : fund.at("approvals"))
      if (each.at("title") == title) return each;
  return json::object();
}

FACT(H1_4, "H1.4", paper) {
  questions.entry("approval", resources, {{"amount", "750000.00"}, {"decided_by", "Cabinet"}});
}

FACT(H1_9, "H1.9", paper) {
  questions.entry(
      "approval", resources,
      {{"uses",
        "Stronger quality assurance and case audit\nSecuring the systemic practice team\nCapacity to develop the "
        "Social Care Academy\nProject resource to run the programme"}});
}

FACT(H1_11, "H1.11", paper) {
  questions.entry("approval", resources,
                  {{"recurrence", "one-off"},
                   {"months", 12},
                   {"sustain", "The service makes a strategy to sustain any continuing need from its own budget."}},
                  "Corporate budgets");
  questions.entry("fund", "Corporate budgets", {{"fund_kind", "corporate one-off"}});
}

struct PaperLine {
  char const* title;
  char const* amount;
  char const* purpose;
};
constexpr PaperLine lines[] = {
    {"Head of Service, quality assurance", "15000.00", "An existing Group Manager steps up to lead quality assurance."},
    {"Group Manager, backfill", "80000.00", "Backfills that manager."},
    {"QA Support Officer", "39000.00", "Strengthens the delivery of quality assurance."},
    {"Family Therapists and training", "420000.00", "Systemic and clinical support, and training modules."},
    {"Social Care Academy co-ordinator", "51000.00", "Develops the academy."},
    {"Programme manager", "51000.00", "Supports all seven themes: risks, reports, evaluation and bids."},
    {"Best-practice network", "15000.00", "Sharing, learning and research with other authorities."},
    {"Website and video-editing licences", "5000.00", "A best-practice website, and licences to edit videos."}};

FACT(Section_3, "section 3", paper) {
  for (auto const& each : lines)
    questions.entry("cost line", each.title, {{"amount", each.amount}, {"purpose", each.purpose}}, resources);
  questions.entry("year of funding", "Yr2 19/20", {{"financial_year", "2019/20"}, {"amount", "750000.00"}}, resources);
}

// 676 of 750: 74 that no line names, 9.9%, and no reason is made up.
FACT(Check_1, "check 1", paper) {
  questions.reads("money overview",
                  [](json const& overview) {
                    auto const approval = approval_of(overview, resources);
                    return approval.value("itemised", "") == "676000.00" &&
                           approval.value("approved", "") == "750000.00" &&
                           approval.value("unallocated", "") == "74000.00" &&
                           approval.at("gaps").at(0).at("per_cent") == "9.9";
                  },
                  "/resources",
                  {"£750,000 was approved. £676,000 of it is named in lines; £74,000 is not.",
                   "£74,000 is unallocated (9.9% of what was approved). Nobody has said why."});
}

FACT(Check_2, "check 2", paper) {
  questions.entry("approval", resources, {{"amount", "750000.00"}});
  questions.entry("printed amount", "Cabinet report, cover and section 3",
                  {{"printed", "£0.75m"}, {"amount", "750000.00"}}, resources);
}

FACT(Check_3, "check 3", paper) {
  questions.entry("approval", resources, {{"from", "2019-04-01"}, {"months", 12}});
  questions.reads("money month-13",
                  [](json const& answer) { return answer.at("approvals").at(0).at("ends") == "2020-03-31"; },
                  "/resources/month-13", {"The money ends on 31 March 2020."});
}

FACT(Check_4, "check 4", paper) {
  questions.entry(
      "cost line", "Family Therapists and training",
      {{"units", 5},
       {"units_of", "family therapists"},
       {"unit_note", "The amount includes training, so that no cost of one therapist can be drawn from it."}});
}

FACT(Check_5, "check 5", paper) {
  questions.entry("cost line", "Head of Service, quality assurance",
                  {{"role_id", "Head of Service, quality assurance"}, {"also_printed", "Service Manager"}});
}

// 7, 6, 5, 5, 5, 5 and 2 lines: the thin theme is named.
FACT(Check_6, "check 6", paper) {
  questions.reads("money themes",
                  [](json const& answer) {
                    std::vector<std::size_t> counts;
                    for (auto const& each : answer.at("themes")) counts.push_back(each.at("lines").size());
                    return counts == std::vector<std::size_t>{7, 6, 5, 5, 5, 5, 2} &&
                           answer.at("themes").at(0).at("title") == "Supervision" &&
                           answer.at("themes").at(1).at("title") == "SMART planning" &&
                           answer.at("themes").at(6).at("title") == "Adolescent safeguarding" &&
                           answer.at("thinnest").size() == 1;
                  },
                  "/resources/themes",
                  {"Least behind it: Adolescent safeguarding, with 2 lines.", "Supervision 7", "SMART planning 6"});
}

FACT(Point_3_2, "3.2", paper) {
  questions.entry("funding review", "Review and evaluation of the programme after year one",
                  {{"next", "Certain roles are then funded by the service."}}, resources);
}

FACT(Point_4_1, "4.1", paper) {
  questions.entry(
      "fund", "Corporate budgets",
      {{"gives_back", "A material underspend returns to corporate budgets."},
       {"rule", "It should add no pressure to the directorate in 2019/20, and deliver within the allocation."}});
}

FACT(Point_4_2, "4.2", paper) {
  questions.entry("approval", resources,
                  {{"monitored", "The spending profile is watched in normal budget monitoring."},
                   {"risk_words",
                    "Slippage, because posts are recruited from outside; it may be mitigated if that adds no "
                    "pressure and gives value for money"}});
}

FACT(Point_5_1, "5.1", paper) {
  questions.entry("approval", resources,
                  {{"hr", "Roles are created, evaluated, advertised and recruited under the council’s policy."}});
}

}  // namespace
}  // namespace gt::papers

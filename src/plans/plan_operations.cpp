#include "plans/plan_operations.h"

#include "plans/actions/action_operations.h"
#include "plans/bulk/bulk.h"
#include "plans/bulk/leaver.h"
#include "plans/document/plan_document.h"
#include "plans/highlights/issued.h"
#include "plans/history/history.h"
#include "plans/history/history_operations.h"
#include "plans/lists/coverage.h"
#include "plans/pid/pid_operations.h"
#include "plans/plan_json.h"
#include "plans/progress/update_operations.h"
#include "plans/records/record_operations.h"
#include "plans/refusals.h"
#include "plans/rules/brag.h"
#include "plans/theme_operations.h"
#include "plans/thread/link_operations.h"
#include "plans/views/views.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using operations::Nothing;

namespace {

struct SetProgramme {
  std::string title, vision, target, predecessor, brag_variant, dates_agreed_by;
  std::optional<Date> start;
  std::int64_t version = 0;
};

operations::Fields<SetProgramme> set_programme_fields() {
  using T = SetProgramme;
  return {
      field("title", &T::title, "What the programme is called", "Children’s services improvement programme")
          .required()
          .max_length(200),
      field("vision", &T::vision, "What it will mean for children", "Every child has a social worker who knows them."),
      field("target", &T::target, "The target, with its date", "Good overall by April 2028").max_length(300),
      field("start", &T::start, "The day it started", "2026-01-05"),
      field("predecessor", &T::predecessor, "The programme it follows, and what that one left",
            "Face to face, 2016 to 2018")
          .max_length(500),
      field("brag_variant", &T::brag_variant, "The rule that gives the colours; default when left out", "default")
          .choices(rules::brag_rules().variants()),
      field("dates_agreed_by", &T::dates_agreed_by, "Who agrees to a new due date; manager when left out", "board")
          .choices({"manager", "board"}),
      field("version", &T::version, "The version you saw; 0 when there is none yet", 0)};
}

Result<json> run_set_programme(Call& call, SetProgramme const& input) {
  auto before = find_programme(call.db());
  Programme programme{before ? before->id : ProgrammeId::fresh(),
                      one_line(input.title),
                      one_line(input.vision),
                      one_line(input.target),
                      input.start,
                      with_plain_line_ends(input.predecessor),
                      input.brag_variant.empty() ? rules::brag_rules().variants().front() : input.brag_variant,
                      dates_agreed_by(input.dates_agreed_by).value_or(DatesAgreedBy::manager),
                      input.version};
  if (!before) {
    insert_programme(call.db(), programme);
    programme.version = 1;
  } else {
    if (!save_programme(call.db(), programme)) return changed_first("programme");
    ++programme.version;
  }
  record_change(call, {"programme", programme.id.text(), programme.title, before ? to_json(*before) : json(nullptr),
                       to_json(programme)});
  return to_json(programme);
}

Result<json> run_show_plan(Call& call, Nothing const&) { return to_json(load_plan(call.db()), call.today()); }

struct ShowCoverage {
  std::optional<inspections::InspectionId> inspection;
  std::optional<ThemeId> theme;
  std::string standing;
};

operations::Fields<ShowCoverage> show_coverage_fields() {
  using T = ShowCoverage;
  return {field("inspection", &T::inspection, "Only findings of this inspection", example_id),
          field("theme", &T::theme, "Only findings in this theme", example_id),
          field("standing", &T::standing,
                "Only findings that are answered by a theme and an action, have no theme or no action, or are joined "
                "to what was taken out",
                "no-action")
              .choices({std::begin(coverage_standings), std::end(coverage_standings)})};
}

Result<json> run_show_coverage(Call& call, ShowCoverage const& input) {
  auto const plan = load_plan(call.db());
  std::set<std::string> findings;
  for (auto const& each : plan.findings) findings.insert(each.id.text());
  CoverageFilter const filter{input.inspection ? input.inspection->text() : "", input.theme ? input.theme->text() : "",
                              input.standing};
  auto const answers = read_answers(call.db(), plan.themes, plan.findings, call.today());
  return coverage_json(plan, taken_out_below(call.db(), findings),
                       [&](inspections::Finding const& each) { return filter.shows(answers, each); });
}

}  // namespace

void add_operations(operations::Registry& registry, ReadSheet read_sheet, office::Writer const& writer) {
  registry.add(declare<SetProgramme>("programme set", "Name the programme, its vision and its target", Kind::change,
                                     "plan.edit", set_programme_fields(), {{"id", example_id}, {"version", 1}},
                                     &run_set_programme));
  registry.add(declare<Nothing>(
      "plan show", "Show the whole plan: programme, themes, actions and findings", Kind::read, "plan.view", {},
      {{"programme", nullptr}, {"themes", json::array()}, {"actions", json::array()}}, &run_show_plan));
  registry.add(
      declare<ShowCoverage>("coverage show",
                            "Name the findings, what answers them, and those that nothing answers yet or whose "
                            "answer was taken out",
                            Kind::read, "plan.view", show_coverage_fields(),
                            {{"findings", 5},
                             {"listed", json::array()},
                             {"findings_without_theme", json::array()},
                             {"findings_without_action", json::array()},
                             {"findings_with_gaps", json::array()}},
                            &run_show_coverage));
  add_theme_operations(registry);
  add_action_operations(registry);
  add_progress_operations(registry);
  add_date_operations(registry);
  add_difference_operations(registry);
  add_history_operations(registry);
  add_link_operations(registry);
  add_record_operations(registry);
  add_pid_operations(registry);
  add_pid_reading_operations(registry);
  add_pid_change_operations(registry);
  add_highlight_operations(registry);
  add_cycle_operations(registry);
  add_update_operations(registry);
  add_view_operations(registry);
  add_bulk_operations(registry);
  add_leaver_operations(registry);
  add_import_operations(registry, std::move(read_sheet));
  add_document_operations(registry, writer);
}

}  // namespace gt::plans

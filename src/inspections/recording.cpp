#include "inspections/recording.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/draft.h"
#include "inspections/finding_history.h"
#include "inspections/inspection_store.h"
#include "inspections/place_in_report.h"
#include "inspections/reference.h"
#include "inspections/search_documents.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::inspections {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

struct RecordByHand {
  std::string kind, framework, authority, when_printed, source;
  std::optional<Date> inspection_start, inspection_end, published, received;
  std::vector<std::string> judgements, findings;
};

template <class Row>
std::vector<std::string> codes(std::vector<Row> const& rows) {
  std::vector<std::string> out;
  for (auto const& each : rows) out.push_back(each.code);
  return out;
}

operations::Fields<RecordByHand> record_fields() {
  using T = RecordByHand;
  return {
      field("kind", &T::kind, "What the inspectorate came for", "ilacs-standard")
          .required()
          .choices(codes(event_types())),
      field("framework", &T::framework, "The framework it was made under", "ilacs-2018")
          .required()
          .choices(codes(framework_forms())),
      field("inspected_authority", &T::authority, "The authority that was inspected; your own council when left out",
            "Havering")
          .max_length(120),
      field("when_printed", &T::when_printed, "When it was, as the paper says it, where that names no day", "June 2018")
          .max_length(60),
      field("source", &T::source, "The paper it is entered from", "the Cabinet report of 2019")
          .required()
          .max_length(200),
      field("inspection_start", &T::inspection_start, "First day on site, if the paper names it", "2017-08-30"),
      field("inspection_end", &T::inspection_end, "Last day on site", "2017-08-31"),
      field("published", &T::published, "Day the report was published", "2018-07-23"),
      field("received", &T::received, "Day the council received the report", "2018-07-20"),
      field("judgements", &T::judgements, "Each area with its grade, one a line",
            json::array({"Overall effectiveness: good"}))
          .max_length(20),
      field("findings", &T::findings,
            "What it said must improve, one a line; where the paper names the place, in brackets at its end",
            json::array({"The consistency of practice across the service (page 5, paragraph 12)"}))
          .max_length(most_rows)};
}

// "Overall effectiveness: good" as the reference data has the area and the grade.
Result<Draft::JudgementRow> judgement_of(std::string const& line, FrameworkForm const& form) {
  auto const colon = line.rfind(':');
  auto const area = lower_case(one_line(line.substr(0, colon)));
  auto const given = colon == std::string::npos ? std::string() : lower_case(one_line(line.substr(colon + 1)));
  std::vector<std::string> labels;
  JudgementArea const* found = nullptr;
  for (auto const& each : judgement_areas()) {
    if (each.generation != form.generation) continue;
    labels.push_back(each.label);
    if (area == lower_case(each.label) || area == each.code) found = &each;
  }
  if (found == nullptr)
    return refuse_field("judgements",
                        labels.empty()
                            ? fmt::format("“{}” makes no graded judgements. Leave them out.", form.label)
                            : fmt::format("“{}” is no area of “{}”. Its areas are: {}. Write one as “area: grade”.",
                                          one_line(line), form.label, fmt::join(labels, "; ")));
  for (auto const& each : grade_rows())
    if (given == each.grade || given == lower_case(each.printed))
      return Draft::JudgementRow{found->label, each.grade, found->about_board};
  return refuse_field("judgements", fmt::format("“{}” is no grade for “{}”. The grades are: {}.", given, found->label,
                                                fmt::join(all_grades(), ", ")));
}

Result<std::vector<Draft::JudgementRow>> judgements_of(RecordByHand const& input, FrameworkForm const& form) {
  std::vector<Draft::JudgementRow> out;
  for (auto const& line : input.judgements) {
    auto row = TRY(judgement_of(line, form));
    if (std::any_of(out.begin(), out.end(), [&](auto const& each) { return each.category == row.category; }))
      return refuse_field("judgements", fmt::format("“{}” stands here twice. Keep one.", row.category));
    out.push_back(std::move(row));
  }
  if (!out.empty() && !find_event_type(input.kind)->is_graded)
    return refuse_field("judgements", "This kind of visit makes no graded judgement. Leave them out.");
  return out;
}

Result<Draft> draft_of(RecordByHand const& input, std::string const& own_authority) {
  Draft draft;
  draft.kind = input.kind;
  draft.framework = input.framework;
  draft.authority = draft.authority_printed = input.authority.empty() ? own_authority : one_line(input.authority);
  draft.inspection_start = input.inspection_start;
  draft.inspection_end = input.inspection_end;
  draft.published = input.published;
  draft.received = input.received;
  draft.when_printed = one_line(input.when_printed);
  if (!draft.inspection_start && draft.when_printed.empty())
    return refuse_field("when_printed", "Say when it was: the first day on site, or the paper’s words: “June 2018”.");
  if (!draft.when_printed.empty() && !sortable_when(draft.when_printed))
    return refuse_field("when_printed", "Name at least the year, so that it can stand among the others: “June 2018”.");
  draft.judgements = TRY(judgements_of(input, *find_framework_form(input.framework)));
  for (auto const& each : input.findings) {
    Draft::AreaRow row;
    auto placed = placed_text(one_line(each));
    row.text = std::move(placed.text);
    row.page = placed.place.page;
    row.paragraph = std::move(placed.place.paragraph);
    draft.areas.push_back(std::move(row));
  }
  if (auto checked = check_complete(draft); !checked) {
    // The draft's own name for it is the input's.
    auto error = checked.error();
    for (auto& each : error.fields)
      if (each.field == "authority") each.field = "inspected_authority";
    return tl::unexpected<Error>(std::move(error));
  }
  return draft;
}

struct Days {
  Date first, last;
};

// All that is known of when it was; where no day of publication is given, with the time that a report takes to come
// out.
std::optional<Days> days_of(Draft const& draft) {
  constexpr int months_to_publication = 3;
  std::optional<Days> out;
  auto const add = [&](Date day) {
    out = out ? Days{std::min(out->first, day), std::max(out->last, day)} : Days{day, day};
  };
  for (auto const& day : {draft.inspection_start, draft.inspection_end, draft.published, draft.received})
    if (day) add(*day);
  if (auto const named = sortable_when(draft.when_printed); !out && named) {
    auto const is_month = named->size() > 4;  // "2018-06" or "2018"
    auto const first = Date::from_parts(std::stoi(named->substr(0, 4)), is_month ? std::stoi(named->substr(5)) : 1, 1);
    if (!first) return std::nullopt;
    out = Days{*first, first->plus_months(is_month ? 1 : 12).plus_days(-1)};
  }
  if (out && !draft.published) out->last = out->last.plus_months(months_to_publication);
  return out;
}

// What the reference data says against it. No refusal: the dates of a form are those of the reports that were seen.
std::vector<std::string> warnings_of(Draft const& draft) {
  std::vector<std::string> out;
  auto const days = days_of(draft);
  if (!days) return out;
  auto const compare = [&](std::string const& label, std::optional<Date> const& from, std::optional<Date> const& to) {
    if ((from && days->last < *from) || (to && days->first > *to))
      out.push_back(
          fmt::format("“{}” was in use {}, and this inspection was {}. Check both.", label, in_use_words(from, to),
                      draft.inspection_start ? "on " + draft.inspection_start->printed() : "in " + draft.when_printed));
  };
  auto const& kind = *find_event_type(draft.kind);
  auto const& form = *find_framework_form(draft.framework);
  compare(kind.label, kind.valid_from, kind.valid_to);
  compare(form.label, form.valid_from, form.valid_to);
  return out;
}

Result<json> run_record(Call& call, RecordByHand const& input) {
  TRY(call.allow_themes({}));  // an inspection concerns every theme
  auto draft = TRY(draft_of(input, own_authority_name(call.db())));
  TRY(check_not_ahead(draft, call.today()));
  if (auto known = find_same(call.db(), draft))
    return refuse(
        ErrorKind::conflict,
        fmt::format("This inspection is here already: {}. Open it from the list of inspections.", known->words));
  // No document: the column that names one holds what no file's hash can be.
  WaitingReading const entered{ReadingId::fresh(),
                               "entered by hand " + new_opaque_id(),
                               one_line(input.source),
                               0,
                               call.now(),
                               call.actor().name,
                               draft};
  auto after = to_json(draft);
  auto confirmed =
      insert_inspection(call.db(), draft, after, entered, call.actor().account, call.actor().name, call.now());
  put_into_search(call.db(), confirmed.id);
  keep_new_findings(call, confirmed.id);
  for (auto name : {"pages", "paragraphs", "warnings", "to_complete"}) after.erase(name);
  after["when_printed"] = draft.when_printed;
  after["entered_from"] = entered.document_name;
  call.changed({"inspection", confirmed.id.text(),
                inspection_title(draft.kind, draft.inspection_start, draft.when_printed), nullptr, after});
  auto findings = json::array();
  for (auto const& id : confirmed.findings) findings.push_back(id.text());
  return json{{"inspection", confirmed.id.text()}, {"findings", findings}, {"warnings", warnings_of(draft)}};
}

}  // namespace

void add_record_operation(operations::Registry& registry) {
  registry.add(declare<RecordByHand>(
      "inspection record", "Enter an inspection by hand, from what another paper says of it", operations::Kind::change,
      "inspection.edit", record_fields(),
      {{"inspection", example_id}, {"findings", json::array({example_id})}, {"warnings", json::array()}}, &run_record));
}

}  // namespace gt::inspections

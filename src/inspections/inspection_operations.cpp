#include "inspections/inspection_operations.h"

#include <fmt/format.h>

#include "inspections/clocks/clocks.h"
#include "inspections/document/inspection_document.h"
#include "inspections/draft.h"
#include "inspections/finding_history.h"
#include "inspections/inspection_store.h"
#include "inspections/place_in_report.h"
#include "inspections/reading/read_report.h"
#include "inspections/recording.h"
#include "inspections/reference.h"
#include "inspections/search_documents.h"
#include "inspections/targets/targets.h"
#include "platform/core/progress.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/files/shown_name.h"
#include "platform/jobs/jobs.h"
#include "platform/operations/declare.h"

namespace gt::inspections {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Nothing;

namespace {

constexpr std::string_view view = "inspection.view";
constexpr std::string_view edit = "inspection.edit";

// Shown in the API's description and the command's help; no inspection of any council.
json text_or_null(std::string const& text) { return text.empty() ? json(nullptr) : json(text); }

json summary_json(InspectionSummary const& each) {
  return {{"id", each.id.text()},
          {"title", each.title},
          {"kind", each.kind},
          {"framework", each.framework},
          {"authority", each.authority_name},
          {"inspection_start", date_json(each.start)},
          {"inspection_end", date_json(each.end)},
          {"when_printed", text_or_null(each.when_printed)},
          {"published", date_json(each.published)},
          {"overall", each.overall ? json(*each.overall) : json(nullptr)},
          {"findings", each.findings}};
}

json finding_json(Finding const& each) {
  auto optional = [](auto const& value) { return value ? json(*value) : json(nullptr); };
  return {{"id", each.id.text()},
          {"inspection", each.inspection.text()},
          {"position", each.position},
          {"number", optional(each.number)},
          {"title", each.title},
          {"text", each.text},
          {"original_text", each.original_text},
          {"priority", optional(each.priority)},
          {"group", optional(each.topic)},
          {"timescale", optional(each.timescale)},
          {"tags", each.tags},
          {"body", each.about_board ? "board" : "authority"},
          {"page", optional(each.page)},
          {"paragraph", text_or_null(each.paragraph)},
          {"place", text_or_null(place_in_report(each))},
          {"version", each.version}};
}

tl::unexpected<Error> already(Known const& known) {
  return refuse(ErrorKind::conflict,
                fmt::format("This inspection is here already: {}. Open it from the list of inspections.", known.words));
}

// Of the rows of a reading, named as in the form that corrects it.
Result<void> check_pages(Draft const& draft, std::int64_t pages) {
  std::vector<FieldError> errors;
  for (std::size_t i = 0; i < draft.areas.size(); ++i)
    if (auto wrong = beyond_the_report(draft.areas[i].page, pages))
      errors.push_back({i == 0 ? "area_page" : fmt::format("area_page-{}", i + 1), *std::move(wrong)});
  if (errors.empty()) return {};
  auto message = errors.front().message;
  return tl::unexpected<Error>(Error{ErrorKind::invalid, std::move(message), std::move(errors)});
}

// Stores the inspection and drops the waiting reading, in the caller's transaction.
Result<json> confirm(Call& call, WaitingReading const& reading, json const& corrections) {
  auto draft = TRY(corrected(reading.draft, corrections));
  TRY(check_complete(draft));
  TRY(check_not_ahead(draft, call.today()));
  TRY(check_pages(draft, reading.document_pages));
  if (auto known = find_by_document(call.db(), reading.document_hash)) return already(*known);
  if (auto known = find_same(call.db(), draft)) return already(*known);
  auto original = to_json(reading.draft);
  auto confirmed =
      insert_inspection(call.db(), draft, original, reading, call.actor().account, call.actor().name, call.now());
  delete_reading(call.db(), reading.id);
  put_into_search(call.db(), confirmed.id);
  keep_new_findings(call, confirmed.id);
  auto after = to_json(draft);
  for (auto name : {"pages", "paragraphs", "warnings", "to_complete"}) {
    after.erase(name);
    original.erase(name);
  }
  after["document_hash"] = reading.document_hash;
  call.changed(
      {"inspection", confirmed.id.text(), inspection_title(draft.kind, draft.inspection_start), original, after});
  json findings = json::array();
  for (auto const& id : confirmed.findings) findings.push_back(id.text());
  return json{{"inspection", confirmed.id.text()}, {"findings", findings}};
}

// ---- import

struct Import {
  operations::Upload file;
  bool confirm = false;
  bool as_job = false;
  json corrections = json::object();
  Draft draft{};  // filled before the transaction
};

operations::Fields<Import> import_fields() {
  return {
      field("file", &Import::file, "The report as Ofsted publishes it, a PDF",
            {{"filename", "report.pdf"}, {"base64", "JVBERi0xLjcK…"}})
          .required(),
      field("confirm", &Import::confirm, "Store it at once, without waiting for a person to check the reading", false),
      field("corrections", &Import::corrections, "Fields to replace in what was read", {{"received", "2018-07-20"}}),
      field("as_job", &Import::as_job, "Read it in the background, for long reports or many; the answer names the job",
            false)};
}

Result<void> read_file(Import& input, ReadDocument const& read_document) {
  if (input.as_job) return {};  // the job does it
  progress::at(0, 0, "Reading the report");
  auto text = read_document(input.file.bytes);
  if (!text) return refuse_field("file", text.error().message);
  progress::at(0, 0, "Finding judgements and findings");
  auto reading = read_report(text->pages);
  if (!reading) return refuse_field("file", reading.error().message);
  if (reading->areas.size() + reading->board_areas.size() > most_rows || reading->judgements.size() > most_rows)
    return refuse_field("file", fmt::format("This reads as more than {} judgements or findings, which no inspection "
                                            "report holds. Check that it is the report as Ofsted published it.",
                                            most_rows));
  std::vector<std::string> pages;
  for (auto& page : text->pages) pages.push_back(std::move(page.text));
  input.draft = draft_of(*reading, std::move(pages));
  return {};
}

json import_later(Call& call, Import const& input, std::string const& hash) {
  auto const name = files::shown_name(input.file.filename, "report.pdf");
  call.files().store(input.file.bytes);
  json again = json::object();
  if (input.confirm) again["confirm"] = true;
  if (!input.corrections.empty()) again["corrections"] = input.corrections;
  return jobs::enqueue(call, {.operation = "inspection import",
                              .input = again,
                              .file = jobs::StoredFile{"file", name, hash},
                              .title = fmt::format("Read the report {}", name),
                              .address = input.confirm ? "/inspections/{inspection}" : "/readings/{reading}",
                              .about = fmt::format("report/{}", hash),
                              .permission = std::string(edit)});
}

Result<json> run_import(Call& call, Import const& input) {
  TRY(call.allow_themes({}));  // a report concerns every theme; asked first, because a stored file outlives a refusal
  auto hash = db::sha256_of(input.file.bytes);
  if (auto known = find_by_document(call.db(), hash)) return already(*known);
  if (input.as_job) return import_later(call, input, hash);
  auto waiting = find_reading_by_document(call.db(), hash);
  WaitingReading reading{waiting.value_or(ReadingId::fresh()),
                         hash,
                         files::shown_name(input.file.filename, "report.pdf"),
                         static_cast<std::int64_t>(input.draft.pages.size()),
                         call.now(),
                         call.actor().name,
                         input.draft};
  auto own = own_authority_name(call.db());
  if (!own.empty() && own != reading.draft.authority)
    reading.draft.warnings.push_back(
        fmt::format("The report is about {}, and you are working for {}. Check that it belongs here.",
                    reading.draft.authority, own));
  if (auto known = find_same(call.db(), reading.draft))
    reading.draft.warnings.push_back(fmt::format(
        "This inspection seems to be here already: {}. If it is the same one, discard this reading.", known->words));
  if (input.confirm) {
    auto done = TRY(confirm(call, reading, input.corrections));
    call.files().store(input.file.bytes);
    done["reading"] = nullptr;
    return done;
  }
  if (!waiting) {
    call.files().store(input.file.bytes);
    insert_reading(call.db(), reading, call.actor().account);
    call.changed({"reading",
                  reading.id.text(),
                  reading.document_name,
                  nullptr,
                  {{"document_hash", hash}, {"pages", reading.document_pages}}});
  }
  auto preview = to_json(reading.draft);
  preview.erase("pages");
  return json{{"reading", reading.id.text()}, {"waiting_already", waiting.has_value()}, {"preview", preview}};
}

// ---- confirm, discard

struct Confirm {
  std::optional<ReadingId> reading;
  json corrections = json::object();
};

operations::Fields<Confirm> confirm_fields() {
  return {field("reading", &Confirm::reading, "The reading that waits to be confirmed", example_id).required(),
          field("corrections", &Confirm::corrections,
                "Fields to replace in what was read; the original reading is kept", {{"received", "2018-07-20"}})};
}

tl::unexpected<Error> no_such_reading() {
  return refuse(ErrorKind::not_found,
                "There is no such reading waiting. It may have been confirmed or discarded: look in the list of "
                "inspections.");
}

Result<json> run_confirm(Call& call, Confirm const& input) {
  auto reading = find_reading(call.db(), *input.reading);
  if (!reading) return no_such_reading();
  return confirm(call, *reading, input.corrections);
}

struct Discard {
  std::optional<ReadingId> reading;
};

Result<json> run_discard(Call& call, Discard const& input) {
  auto reading = find_reading(call.db(), *input.reading);
  if (!reading) return no_such_reading();
  delete_reading(call.db(), reading->id);
  call.changed(
      {"reading", reading->id.text(), reading->document_name, {{"document_hash", reading->document_hash}}, nullptr});
  return json{{"discarded", reading->id.text()}};
}

// ---- list, show

Result<json> run_list(Call& call, Nothing const&) {
  auto rows = json::array();
  for (auto const& each : list_inspections(call.db())) rows.push_back(summary_json(each));
  auto waiting = json::array();
  for (auto const& each : list_readings(call.db()))
    waiting.push_back({{"reading", each.id.text()},
                       {"file", each.document_name},
                       {"authority", each.draft.authority},
                       {"added", each.created_at.iso()},
                       {"added_by", each.created_by}});
  return json{{"inspections", rows}, {"waiting", waiting}};
}

struct Show {
  std::optional<InspectionId> inspection;
};

Result<json> run_show(Call& call, Show const& input) {
  auto found = find_inspection(call.db(), *input.inspection);
  if (!found) return no_such_inspection();
  json out{{"id", found->id.text()},
           {"title", found->title},
           {"kind", found->kind},
           {"framework", found->framework},
           {"authority", found->authority_name},
           {"authority_printed", found->authority_printed},
           {"inspection_start", date_json(found->start)},
           {"inspection_end", date_json(found->end)},
           {"published", date_json(found->published)},
           {"received", date_json(found->received)},
           {"when_printed", text_or_null(found->when_printed)},
           {"lead_inspectors", found->lead_inspectors},
           {"deputy_lead_inspectors", found->deputy_lead_inspectors},
           {"document", nullptr},
           {"entered_from", nullptr},
           {"confirmed_at", found->confirmed_at.iso()},
           {"confirmed_by", found->confirmed_by},
           {"version", found->version}};
  if (found->has_document())
    out["document"] = {
        {"name", found->document_name}, {"sha256", found->document_hash}, {"pages", found->document_pages}};
  else
    out["entered_from"] = found->document_name;
  out["judgements"] = json::array();
  for (auto const& each : found->judgements)
    out["judgements"].push_back(
        {{"category", each.category}, {"grade", each.grade}, {"body", each.about_board ? "board" : "authority"}});
  out["findings"] = json::array();
  for (auto const& each : list_findings(call.db(), found->id)) out["findings"].push_back(finding_json(each));
  out["clocks"] = json::array();
  for (auto const& each : list_clocks(call.db(), found->id, call.today())) out["clocks"].push_back(to_json(each));
  return out;
}

struct ListFindings {
  std::optional<InspectionId> inspection;
};

Result<json> run_list_findings(Call& call, ListFindings const& input) {
  auto rows = json::array();
  for (auto const& each : list_findings(call.db(), input.inspection)) rows.push_back(finding_json(each));
  return json{{"findings", rows}};
}

// ---- change

struct ChangeInspection {
  std::optional<InspectionId> inspection;
  std::int64_t version = 0;
  std::optional<Date> inspection_start, inspection_end, published, received;
  std::vector<std::string> lead_inspectors, deputy_lead_inspectors;
};

operations::Fields<ChangeInspection> change_inspection_fields() {
  using T = ChangeInspection;
  return {
      field("inspection", &T::inspection, "The inspection", example_id).required(),
      field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
      field("inspection_start", &T::inspection_start, "First day on site", "2018-06-25").required(),
      field("inspection_end", &T::inspection_end, "Last day on site", "2018-07-06"),
      field("published", &T::published, "Day the report was published", "2018-07-23"),
      field("received", &T::received, "Day the council received the report", "2018-07-20"),
      field("lead_inspectors", &T::lead_inspectors, "Lead inspectors, one a line", json::array({"Lead inspector"})),
      field("deputy_lead_inspectors", &T::deputy_lead_inspectors, "Deputy lead inspectors, one a line", json::array())};
}

json change_view(Inspection const& each) {
  return {{"inspection_start", date_json(each.start)}, {"inspection_end", date_json(each.end)},
          {"published", date_json(each.published)},    {"received", date_json(each.received)},
          {"lead_inspectors", each.lead_inspectors},   {"deputy_lead_inspectors", each.deputy_lead_inspectors}};
}

tl::unexpected<Error> changed_first(std::string_view what) {
  return refuse(
      ErrorKind::conflict,
      fmt::format("Someone else changed this {} after you opened it. Look at their version, then change it again.",
                  what));
}

Result<json> run_change_inspection(Call& call, ChangeInspection const& input) {
  auto found = find_inspection(call.db(), *input.inspection);
  if (!found) return no_such_inspection();
  auto before = change_view(*found);
  if (input.inspection_end && *input.inspection_end < *input.inspection_start)
    return refuse_field("inspection_end",
                        fmt::format("The last day on site must be {} or later, the first day on site.",
                                    input.inspection_start->printed()));
  if (input.received && *input.received < *input.inspection_start)
    return refuse_field("received", "The report cannot have been received before the inspection began.");
  if (input.published && *input.published < *input.inspection_start)
    return refuse_field("published", "The report cannot have been published before the inspection began.");
  Draft days;
  days.inspection_start = input.inspection_start;
  days.inspection_end = input.inspection_end;
  days.published = input.published;
  days.received = input.received;
  TRY(check_not_ahead(days, call.today()));
  found->start = input.inspection_start;
  found->end = input.inspection_end;
  found->published = input.published;
  found->received = input.received;
  found->lead_inspectors = input.lead_inspectors;
  found->deputy_lead_inspectors = input.deputy_lead_inspectors;
  found->version = input.version;
  if (!update_inspection(call.db(), *found, call.now())) return changed_first("inspection");
  put_into_search(call.db(), found->id);
  call.changed({"inspection", found->id.text(), found->title, before, change_view(*found)});
  return json{{"inspection", found->id.text()}, {"version", input.version + 1}};
}

struct ChangeFinding {
  std::optional<FindingId> finding;
  std::int64_t version = 0;
  std::string title, text;
  std::optional<std::string> place;
};

operations::Fields<ChangeFinding> change_finding_fields() {
  using T = ChangeFinding;
  return {field("finding", &T::finding, "The finding", example_id).required(),
          field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
          field("title", &T::title, "A short name for lists and headings", "Management oversight")
              .required()
              .max_length(120),
          field("text", &T::text, "The inspector’s words, as printed", "The quality and frequency of supervision.")
              .required()
              .max_length(6000),
          field("place", &T::place, "Where in the report it stands, or “none”; left out, that stays as it is",
                "page 5, paragraph 12")
              .max_length(60)};
}

Result<json> run_change_finding(Call& call, ChangeFinding const& input) {
  auto found = find_finding(call.db(), *input.finding);
  if (!found) return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  auto const before = *found;
  if (input.place) {
    auto const place = *input.place == "none" ? std::optional{Place{}} : place_from(*input.place);
    if (!place)
      return refuse_field("place",
                          "Write where it stands as “page 5, paragraph 12”, or as “page 5, 3rd paragraph” where "
                          "the report numbers none.");
    if (place->page != before.page) {  // one that stands from before bars no other change
      auto const inspection = find_inspection(call.db(), found->inspection);
      if (auto wrong = beyond_the_report(place->page, inspection ? inspection->document_pages : 0))
        return refuse_field("place", *wrong);
    }
    found->page = place->page;
    found->paragraph = place->paragraph;
  }
  found->title = one_line(input.title);
  found->text = one_line(input.text);
  found->version = input.version;
  if (!update_finding(call.db(), *found)) return changed_first("finding");
  put_into_search(call.db(), *found);
  ++found->version;
  note_finding_change(call, before, *found);
  return json{{"finding", found->id.text()}, {"version", found->version}};
}

}  // namespace

void add_operations(operations::Registry& registry, ReadDocument read_document, office::Writer const& writer) {
  std::string const may_view{view}, may_edit{edit};
  registry.add(declare<Import>(
      "inspection import", "Read an inspection report and hold it for checking", operations::Kind::change, may_edit,
      import_fields(), {{"reading", example_id}, {"waiting_already", false}, {"preview", json::object()}}, &run_import,
      [read_document = std::move(read_document)](Import& input) { return read_file(input, read_document); }));
  registry.add(declare<Confirm>("inspection confirm", "Store a report that was read, with corrections",
                                operations::Kind::change, may_edit, confirm_fields(),
                                {{"inspection", example_id}, {"findings", json::array({example_id})}}, &run_confirm));
  add_record_operation(registry);
  add_clock_operations(registry);
  add_target_operations(registry);
  add_history_operations(registry);
  add_document_operations(registry, writer);
  registry.add(declare<Discard>(
      "inspection discard", "Drop a reading that waits to be confirmed", operations::Kind::change, may_edit,
      {field("reading", &Discard::reading, "The reading that waits to be confirmed", example_id).required()},
      {{"discarded", example_id}}, &run_discard));
  registry.add(declare<Nothing>("inspection list", "List inspections, and readings waiting to be confirmed",
                                operations::Kind::read, may_view, {},
                                {{"inspections", json::array()}, {"waiting", json::array()}}, &run_list));
  registry.add(
      declare<Show>("inspection show", "Show one inspection with its judgements and findings", operations::Kind::read,
                    may_view, {field("inspection", &Show::inspection, "The inspection", example_id).required()},
                    {{"id", example_id}, {"judgements", json::array()}, {"findings", json::array()}}, &run_show));
  registry.add(declare<ChangeInspection>("inspection change", "Correct an inspection’s dates and inspectors",
                                         operations::Kind::change, may_edit, change_inspection_fields(),
                                         {{"inspection", example_id}, {"version", 2}}, &run_change_inspection));
  registry.add(declare<ListFindings>(
      "finding list", "List findings, of every inspection or of one", operations::Kind::read, may_view,
      {field("inspection", &ListFindings::inspection, "Only this inspection’s", example_id)},
      {{"findings", json::array()}}, &run_list_findings));
  registry.add(declare<ChangeFinding>("finding change", "Name a finding, or mend its wording where reading went wrong",
                                      operations::Kind::change, may_edit, change_finding_fields(),
                                      {{"finding", example_id}, {"version", 2}}, &run_change_finding));
}

}  // namespace gt::inspections

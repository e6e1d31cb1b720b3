#include "plans/importing/import_operations.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/importing/bringing_in.h"
#include "plans/importing/comparison.h"
#include "plans/importing/imports.h"
#include "plans/refusals.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/files/shown_name.h"
#include "platform/jobs/jobs.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using operations::Nothing;

namespace {

struct ReadTracker {
  operations::Upload file;
  json mapping = json::object();
  std::vector<std::string> sheets_left_out;
  bool hidden_sheets = false, hidden_rows = false, create_themes = false;
  sheet::Workbook workbook{};  // filled before the transaction
};

operations::Fields<ReadTracker> read_fields_of_tracker() {
  using T = ReadTracker;
  return {
      field("file", &T::file, "The tracker: an XLSX, ODS or CSV file",
            {{"filename", "tracker.csv"}, {"base64", "QWN0aW9uLE93bmVyCg=="}})
          .required(),
      field("mapping", &T::mapping,
            "Columns by their heading: reference, action, owner, theme, project, start, due, status, rag or "
            "progress; empty leaves one out",
            {{"Lead officer", "owner"}}),
      field("sheets_left_out", &T::sheets_left_out, "Sheets that are not part of the tracker", json::array({"Archive"}))
          .max_length(200),
      field("hidden_sheets", &T::hidden_sheets, "Read hidden sheets too", false),
      field("hidden_rows", &T::hidden_rows, "Read hidden rows too", false),
      field("create_themes", &T::create_themes, "Add themes that the plan does not have", false)};
}

Result<tracker::Mapping> mapping_chosen(json const& given) {
  tracker::Mapping out;
  if (!given.is_object()) return refuse_field("mapping", "Give the columns as headings with their fields.");
  for (auto const& item : given.items()) {
    auto const text = item.value().is_string() ? item.value().get<std::string>() : "";
    auto const found = tracker::field_of(text);
    if (!text.empty() && !found) {
      std::vector<std::string_view> all;
      for (auto each : tracker::all_fields) all.push_back(tracker::word(each));
      return refuse_field("mapping",
                          fmt::format("“{}” is nothing that a column can be. Use one of {}, or leave it empty.", text,
                                      fmt::join(all, ", ")));
    }
    out[tracker::normalised_heading(item.key())] = found;
  }
  return out;
}

json shown(TrackerImport const& import, Comparison const& comparison) {
  auto out = to_json(comparison, import.reading);
  out["current"] = fingerprint(out) == import.compared;
  out["summary"] = in_a_sentence(out);
  out["new_themes"] = themes_to_add(comparison);
  out["import"] = import.id.text();
  out["file"] = import.document_name;
  out["read_at"] = import.created_at.iso();
  out["read_by"] = import.created_by;
  out["outcome"] = nullptr;
  out["choices"] = json::array();
  if (import.choices.reading.reads_hidden_sheets) out["choices"].push_back("hidden_sheets");
  if (import.choices.reading.reads_hidden_rows) out["choices"].push_back("hidden_rows");
  if (import.choices.create_themes) out["choices"].push_back("create_themes");
  return out;
}

Result<json> run_read(Call& call, ReadTracker const& input) {
  TRY(call.allow_themes({}));  // a tracker concerns every theme; asked first, because a stored file outlives a refusal
  if (input.create_themes && !operations::may(call.actor(), "plan.edit"))
    return refuse_field("create_themes", "Your role may not add themes. Ask a programme manager to add them first.");
  ImportChoices choices{{remembered_mapping(call.db()),
                         {input.sheets_left_out.begin(), input.sheets_left_out.end()},
                         input.hidden_sheets,
                         input.hidden_rows},
                        input.create_themes};
  for (auto& [heading, chosen] : TRY(mapping_chosen(input.mapping))) choices.reading.mapping[heading] = chosen;
  auto const hash = db::sha256_of(input.file.bytes);
  auto const waiting = find_waiting_import(call.db(), hash);
  TrackerImport import{waiting.value_or(ImportId::fresh()),
                       hash,
                       input.workbook.filename,
                       tracker::read_tracker(input.workbook, choices.reading),
                       choices,
                       "",
                       nullptr,
                       call.now(),
                       call.actor().name};
  auto const comparison = compare_with_plan(call.db(), import.document_name, import.reading, choices);
  import.compared = fingerprint(to_json(comparison, import.reading));
  if (waiting) delete_waiting_import(call.db(), *waiting);
  call.files().store(input.file.bytes);
  insert_import(call.db(), import, call.actor().account);
  call.changed({"tracker import",
                import.id.text(),
                import.document_name,
                nullptr,
                {{"document_hash", hash}, {"rows", import.reading.rows.size()}}});
  return shown(import, comparison);
}

struct OneImport {
  std::optional<ImportId> import;
};

operations::Fields<OneImport> one_import_fields() {
  return {field("import", &OneImport::import, "The tracker that was read", example_id).required()};
}

tl::unexpected<Error> no_such_import() {
  return refuse(ErrorKind::not_found,
                "There is no such tracker waiting. It may have been discarded: read the file again.");
}

Result<json> run_show(Call& call, OneImport const& input) {
  auto const import = find_import(call.db(), *input.import);
  if (!import) return no_such_import();
  if (import->outcome.is_null())
    return shown(*import, compare_with_plan(call.db(), import->document_name, import->reading, import->choices));
  return json{{"import", import->id.text()}, {"file", import->document_name}, {"outcome", import->outcome}};
}

Result<json> run_list(Call& call, Nothing const&) {
  auto rows = json::array();
  for (auto const& each : waiting_imports(call.db()))
    rows.push_back({{"import", each.id.text()},
                    {"file", each.document_name},
                    {"read_at", each.created_at.iso()},
                    {"read_by", each.created_by}});
  return json{{"waiting", rows}};
}

struct Confirm {
  std::optional<ImportId> import;
  json answers = json::object();
  bool as_job = false;
};

tl::unexpected<Error> has_faults(std::vector<tracker::Remark> const& faults) {
  return refuse_field("import", fmt::format("{} {} to be mended in the file first. {}", faults.size(),
                                            faults.size() == 1 ? "fault has" : "faults have", faults.front().message));
}

// Answers that only repeat an earlier one keep who gave it and when.
void remember_answers(Call& call, tracker::Reading const& asked, tracker::Reading const& answered,
                      std::vector<DateQuestion> const& questions) {
  auto const layout = layout_of(asked);
  for (auto const& each : questions) {
    auto const& date = each.is_start ? answered.rows[each.row].start : answered.rows[each.row].due;
    auto const answer = date.day ? date.day->iso() : std::string(no_date_yet);
    if (each.before && each.before->answer == answer) continue;
    remember_answer(call.db(), layout,
                    {answer_key(asked.rows[each.row], each.is_start), answer, call.actor().name, call.now()},
                    call.actor().account);
  }
}

Result<json> run_confirm(Call& call, Confirm const& input) {
  TRY(call.allow_themes({}));
  auto const import = find_import(call.db(), *input.import);
  if (!import) return no_such_import();
  if (!import->outcome.is_null())
    return refuse(ErrorKind::conflict,
                  "This tracker has been brought in already. Read the file again to see what differs.");
  auto comparison = compare_with_plan(call.db(), import->document_name, import->reading, import->choices);
  if (fingerprint(to_json(comparison, import->reading)) != import->compared)
    return refuse(
        ErrorKind::conflict,
        "The plan has changed since this tracker was read, so other things would change than were shown. Read "
        "the file again and look at the differences.");
  if (!comparison.faults.empty()) return has_faults(comparison.faults);
  auto reading = import->reading;
  auto const questions = comparison.questions;
  TRY(answer_questions(reading, questions, input.answers));
  comparison = compare_with_plan(call.db(), import->document_name, reading, import->choices);
  if (!comparison.faults.empty()) return has_faults(comparison.faults);
  if (input.as_job)
    return jobs::enqueue(call, {.operation = "tracker confirm",
                                .input = {{"import", import->id.text()}, {"answers", input.answers}},
                                .title = fmt::format("Bring in {}", import->document_name),
                                .address = "/plan/import/{import}",
                                .about = about_import(import->id),
                                .permission = "action.edit"});
  auto const outcome = TRY(bring_in(call, *import, reading, comparison));
  complete_import(call.db(), import->id, outcome);
  remember_mapping(call.db(), tracker::mapping_of(import->reading));
  remember_answers(call, import->reading, reading, questions);
  call.changed({"tracker import", import->id.text(), import->document_name, {{"state", "waiting"}}, outcome});
  auto answer = outcome;
  answer["import"] = import->id.text();
  return answer;
}

Result<json> run_discard(Call& call, OneImport const& input) {
  TRY(call.allow_themes({}));
  auto const import = find_import(call.db(), *input.import);
  if (!import || !delete_waiting_import(call.db(), import->id)) return no_such_import();
  call.changed({"tracker import",
                import->id.text(),
                import->document_name,
                {{"document_hash", import->document_hash}},
                nullptr});
  return json{{"discarded", import->id.text()}};
}

}  // namespace

std::string about_import(ImportId const& import) { return "tracker import/" + import.text(); }

void add_import_operations(operations::Registry& registry, ReadSheet read_sheet) {
  json const shown_example{{"import", example_id},
                           {"summary", "212 rows read: 180 new, 12 change the plan, …"},
                           {"new", json::array()},
                           {"changed", json::array()},
                           {"unchanged", 20},
                           {"faults", json::array()},
                           {"questions", json::array()},
                           {"notes", json::array()}};
  registry.add(declare<ReadTracker>(
      "tracker read", "Read a council’s tracker and show what it would change; nothing is changed yet", Kind::change,
      "action.edit", read_fields_of_tracker(), shown_example, &run_read,
      [read_sheet = std::move(read_sheet)](ReadTracker& input) -> Result<void> {
        auto workbook = read_sheet(input.file.bytes, files::shown_name(input.file.filename, "tracker"));
        if (!workbook) return refuse_field("file", workbook.error().message);
        input.workbook = *std::move(workbook);
        return {};
      }));
  registry.add(declare<Nothing>("tracker list", "List the trackers that were read and wait to be brought in",
                                Kind::read, "action.edit", {}, {{"waiting", json::array()}}, &run_list));
  registry.add(declare<OneImport>("tracker show", "Show what a tracker would change, or what it has", Kind::read,
                                  "action.edit", one_import_fields(), shown_example, &run_show));
  registry.add(declare<Confirm>(
      "tracker confirm", "Bring a tracker in: all of it or nothing", Kind::change, "action.edit",
      {field("import", &Confirm::import, "The tracker that was read", example_id).required(),
       field("answers", &Confirm::answers,
             "By cell the day that was meant, or “no date yet”; what was answered before need not be answered again",
             {{"Actions!F12", "2027-04-30"}}),
       field("as_job", &Confirm::as_job, "Do it in the background, for long trackers; the answer names the job",
             false)},
      {{"import", example_id}, {"added", 180}, {"changed", 12}, {"dates_asked", 3}}, &run_confirm));
  registry.add(declare<OneImport>("tracker discard", "Throw away a tracker that was read; the plan stays as it is",
                                  Kind::change, "action.edit", one_import_fields(), {{"discarded", example_id}},
                                  &run_discard));
}

}  // namespace gt::plans

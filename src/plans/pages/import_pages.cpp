#include <set>

#include <fmt/format.h>

#include "plans/importing/imports.h"
#include "plans/pages/import_parts.h"
#include "plans/pages/plan_page_list.h"
#include "platform/jobs/jobs.h"

namespace gt::plans {

using namespace html;
using nlohmann::json;

namespace {

/// More than these go on as a job: on PostgreSQL they take over a second.
constexpr std::size_t rows_at_once = 500;

Link import_link() { return {words("Import a tracker"), "/plan/import"}; }

std::string address_of_import(std::string const& id) { return "/plan/import/" + id; }

Html waiting_part(std::vector<WaitingImport> const& waiting) {
  if (waiting.empty()) return {};
  Table rows;
  rows.caption = "Read and not brought in yet";
  rows.caption_shown = true;
  rows.columns = {{"File"}, {"Read"}, {"By"}};
  for (auto const& each : waiting)
    rows.rows.push_back({{link(words(each.document_name), Href{address_of_import(each.id.text())}),
                          moment(each.created_at), words(each.created_by)}});
  return table(rows);
}

Result<Page> upload_page(pages::PageCall const& call, FormState state) {
  auto const waiting =
      TRY(call.read("action.edit", [](db::Transaction& transaction) { return waiting_imports(transaction); }));
  Page page;
  page.title = "Import a tracker";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title});
  page.body << paragraph(words(
      "Choose the spreadsheet that the programme is run from. You see first what would be added and what would change; "
      "nothing is stored in the plan until you bring it in, and then all of it is or nothing."));
  Html fields = file_upload({.name = "file",
                             .label = "Tracker",
                             .hint = words("XLSX, ODS or CSV, up to 32 MB. Several sheets, title rows and merged cells "
                                           "are read as they are."),
                             .accept = ".xlsx,.xlsm,.ods,.csv"},
                            state);
  fields << button_group({button({.label = "Read the tracker"}), link(words("Cancel"), "/plan")});
  page.body << form({.action = "/plan/import", .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  page.body << waiting_part(waiting) << what_is_understood();
  page.form = std::move(state);
  return page;
}

Page shown_page(pages::PageCall const& call, json const& shown, FormState state) {
  Page page;
  page.title = shown.at("file").get<std::string>();
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), import_link()};
  page.body << head({.title = page.title,
                     .caption = shown.at("outcome").is_null() ? "What this tracker would change" : "Brought in"});
  if (!shown.at("outcome").is_null()) {
    page.body << outcome_part(call, shown.at("outcome"));
    return page;
  }
  auto const address = address_of_import(shown.at("import").get<std::string>());
  page.body << lede(words(shown.at("summary").get<std::string>()));
  if (!shown.at("current").get<bool>())
    page.body << warning_text(
        words("The plan has changed since this tracker was read. Read it again below to see what "
              "would change now."));
  page.body << faults_part(shown) << promises_part(shown);
  bool const may_go_on = shown.at("faults").empty() && shown.at("current").get<bool>() &&
                         shown.at("new").size() + shown.at("changed").size() > 0;
  if (may_go_on) {
    Html fields = questions_part(shown, state);
    fields << button({.label = "Bring it in"});
    page.body << form({.action = Href{address}, .csrf_token = call.csrf_token(), .body = fields});
  }
  page.body << differences_part(shown) << notes_part(shown);
  page.body << details("Columns and choices", choices_form(call, shown, address + "/choices"),
                       shown.at("current").get<bool>() ? Fold::closed : Fold::open);
  page.body << form({.action = Href{address + "/discard"},
                     .csrf_token = call.csrf_token(),
                     .body = button({.label = "Discard this tracker", .kind = ButtonKind::secondary})});
  page.form = std::move(state);
  return page;
}

Result<json> show(pages::PageCall const& call) {
  auto const id = TRY(call.id<ImportId>("import"));
  return call.perform("tracker show", {{"import", id.text()}});
}

Result<pages::Answer> redisplayed(pages::PageCall const& call, Error const& error) {
  auto named = error;
  auto const shown = TRY(show(call));
  if (!shown.at("outcome").is_null()) return tl::unexpected<Error>(error);
  // The operation names a question by its cell; on the page each has a box of its own.
  for (auto& field : named.fields) field.field = answer_field(shown, field.field);
  return pages::page(shown_page(call, shown, call.refused(named)), web::status_for(error.kind));
}

}  // namespace

Result<pages::Answer> import_page(pages::PageCall& call) { return pages::page(TRY(upload_page(call, {}))); }

Result<pages::Answer> read_tracker_file(pages::PageCall& call) {
  auto input = json::object();
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto result = call.perform("tracker read", input);
  if (result) return pages::see_other(address_of_import((*result).at("import").get<std::string>()));
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  auto error = result.error();
  if (error.fields.empty()) error.fields.push_back({"file", error.message});
  return pages::page(TRY(upload_page(call, call.refused(error))), web::status_for(error.kind));
}

Result<pages::Answer> one_import_page(pages::PageCall& call) {
  auto const id = TRY(call.id<ImportId>("import"));
  auto const job = TRY(call.read(
      "action.edit", [&](db::Transaction& transaction) { return jobs::latest_about(transaction, about_import(id)); }));
  if (job && !jobs::is_over(job->state)) return pages::see_other(job->page());
  return pages::page(shown_page(call, TRY(show(call)), {}));
}

Result<pages::Answer> confirm_import(pages::PageCall& call) {
  auto const shown = TRY(show(call));
  auto const id = shown.at("import").get<std::string>();
  json input{{"import", id}, {"answers", answers_given(call, shown)}};
  if (shown.at("outcome").is_null() && shown.at("new").size() + shown.at("changed").size() > rows_at_once)
    input["as_job"] = true;
  auto result = call.perform("tracker confirm", input);
  if (result && (*result).contains("job")) return pages::see_other("/jobs/" + (*result).at("job").get<std::string>());
  if (result) return pages::see_other(address_of_import(id), "The tracker was brought in.");
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return redisplayed(call, result.error());
}

Result<pages::Answer> read_import_again(pages::PageCall& call) {
  auto const id = TRY(call.id<ImportId>("import"));
  auto const import =
      TRY(call.read("action.edit", [&](db::Transaction& transaction) { return find_import(transaction, id); }));
  if (!import || !import->outcome.is_null())
    return refuse(ErrorKind::not_found, "There is no such tracker waiting. Read the file again.");
  auto input = choices_given(call);
  auto const document = TRY(call.environment().files.open(import->document_hash));
  input["file"] = operations::upload_value({import->document_name, document});
  auto result = call.perform("tracker read", input);
  if (result) return pages::see_other(address_of_import((*result).at("import").get<std::string>()));
  if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
  return redisplayed(call, result.error());
}

Result<pages::Answer> discard_import(pages::PageCall& call) {
  auto const id = TRY(call.id<ImportId>("import"));
  TRY(call.perform("tracker discard", {{"import", id.text()}}));
  return pages::see_other("/plan/import", "The tracker was discarded; the plan is as it was.");
}

}  // namespace gt::plans

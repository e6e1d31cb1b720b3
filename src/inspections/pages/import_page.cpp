#include "inspections/pages/inspections_page.h"

namespace gt::inspections {

using namespace html;

namespace {

Page import_form(pages::PageCall const& call, FormState state) {
  Page page;
  page.title = "Add an inspection report";
  page.section = section_label;
  page.breadcrumbs = {inspections_link()};
  page.body << head({.title = page.title});
  page.body << paragraph(words(
      "Choose the PDF as Ofsted published it: an inspection report of any year, or the letter after a focused visit, a "
      "monitoring visit or a joint targeted area inspection. Nothing is stored as an inspection until you have checked "
      "the reading."));
  Html fields = file_upload({.name = "file",
                             .label = "Report",
                             .hint = words("A PDF with text in it, up to 64 MB. A scan without text cannot be read."),
                             .accept = ".pdf,application/pdf"},
                            state);
  fields << button_group({button({.label = "Read the report"}), link(words("Cancel"), "/inspections")});
  page.body << form({.action = "/inspections/new", .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  Html otherwise = words("You have no report, only what another paper says of it? ");
  otherwise << link(words("Enter the inspection by hand"), "/inspections/record") << ".";
  page.body << paragraph(otherwise);
  page.form = std::move(state);
  return page;
}

}  // namespace

Result<pages::Answer> new_inspection_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "inspection.edit"));
  return pages::page(import_form(call, {}));
}

Result<pages::Answer> import_report(pages::PageCall& call) {
  auto input = nlohmann::json::object();
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto result = call.perform("inspection import", input);
  if (!result) {
    if (result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
    auto error = result.error();
    if (error.fields.empty()) error.fields.push_back({"file", error.message});
    return pages::page(import_form(call, call.refused(error)), web::status_for(error.kind));
  }
  auto notice =
      (*result)["waiting_already"].get<bool>() ? "This report had been read before and is still waiting." : "";
  return pages::see_other("/readings/" + (*result)["reading"].get<std::string>(), notice);
}

}  // namespace gt::inspections

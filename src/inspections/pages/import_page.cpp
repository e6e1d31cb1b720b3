#include <algorithm>

#include <fmt/format.h>

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
                             .hint = words("A PDF with text in it, up to 64 MB. A scan without text cannot be read. "
                                           "Several at once are read one after the other while you go on; together "
                                           "they may have up to 64 MB."),
                             .accept = ".pdf,application/pdf",
                             .multiple = true},
                            state);
  fields << button_group({button({.label = "Read the report"}), link(words("Cancel"), "/inspections")});
  page.body << form({.action = "/inspections/new", .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  Html otherwise = words("You have no report, only what another paper says of it? ");
  otherwise << link(words("Enter the inspection by hand"), "/inspections/record") << ".";
  page.body << paragraph(otherwise);
  page.form = std::move(state);
  return page;
}

/// Reading takes some 20 ms a page; a report of this size is of hundreds of pages, or of pictures.
constexpr std::uint64_t long_report = std::uint64_t{4} << 20;

Result<pages::Answer> import_in_background(pages::PageCall& call) {
  std::vector<std::string> faults;
  std::string last_job;
  std::size_t begun = 0;
  for (auto const& file : call.request().files) {
    auto result = call.perform(
        "inspection import", {{"file", operations::upload_value({file.file_name(), file.bytes()})}, {"as_job", true}});
    if (!result && result.error().kind == ErrorKind::forbidden) return tl::unexpected<Error>(result.error());
    if (!result) {
      faults.push_back(fmt::format("{}: {}", file.file_name(), result.error().message));
      continue;
    }
    ++begun;
    last_job = (*result).at("job").get<std::string>();
  }
  if (faults.empty())
    return pages::see_other(begun == 1 ? "/jobs/" + last_job : "/jobs?who=me",
                            begun == 1 ? "" : fmt::format("{} are being read.", plural(begun, "report")));
  Error error{ErrorKind::conflict, faults.front(), {}};
  for (auto const& each : faults) error.fields.push_back({"file", each});
  if (begun > 0) error.fields.push_back({"file", fmt::format("{} of the others will be read; see the jobs.", begun)});
  return pages::page(import_form(call, call.refused(error)), 409);
}

}  // namespace

Result<pages::Answer> new_inspection_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "inspection.edit"));
  return pages::page(import_form(call, {}));
}

Result<pages::Answer> import_report(pages::PageCall& call) {
  auto const& files = call.request().files;
  bool const is_long =
      std::any_of(files.begin(), files.end(), [](auto const& file) { return file.size() > long_report; });
  if (files.size() > 1 || is_long) return import_in_background(call);
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

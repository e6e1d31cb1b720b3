#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/pages/inspections_page.h"
#include "platform/core/text.h"
#include "platform/pages/conflict.h"

namespace gt::inspections {

using namespace html;

namespace {

std::string printed(std::optional<Date> const& date) { return date ? date->printed() : ""; }

Page inspection_form(pages::PageCall const& call, Inspection const& each, FormState state) {
  Page page;
  page.title = "Correct dates and inspectors";
  page.section = section_label;
  page.breadcrumbs = {inspections_link(), {words(each.title), Href{"/inspections/" + each.id.text()}}};
  page.body << head({.title = page.title, .caption = each.title});
  Html fields;
  fields << date_input({.name = "inspection_start", .label = "First day on site", .value = printed(each.start)}, state)
         << date_input({.name = "inspection_end", .label = "Last day on site", .value = printed(each.end)}, state)
         << date_input({.name = "published", .label = "Published (if you know)", .value = printed(each.published)},
                       state)
         << date_input(
                {.name = "received", .label = "Received by the council (if you know)", .value = printed(each.received)},
                state)
         << textarea({.name = "lead_inspectors",
                      .label = "Lead inspector, one a line",
                      .value = fmt::format("{}", fmt::join(each.lead_inspectors, "\n")),
                      .rows = 2},
                     state)
         << textarea({.name = "deputy_lead_inspectors",
                      .label = "Deputy lead inspectors, one a line",
                      .value = fmt::format("{}", fmt::join(each.deputy_lead_inspectors, "\n")),
                      .rows = 2},
                     state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), Href{"/inspections/" + each.id.text()})});
  page.body << form({.action = Href{"/inspections/" + each.id.text() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, each.version)});
  page.form = std::move(state);
  return page;
}

Result<Inspection> load_inspection(pages::PageCall& call) {
  auto id = TRY(call.id<InspectionId>("inspection"));
  auto found =
      TRY(call.read("inspection.edit", [&](db::Transaction& transaction) { return find_inspection(transaction, id); }));
  if (!found) return refuse(ErrorKind::not_found, "There is no such inspection here. Look in the list of inspections.");
  return *std::move(found);
}

Page finding_form(pages::PageCall const& call, Finding const& each, FormState state) {
  Page page;
  page.title = "Name this finding";
  page.section = section_label;
  page.breadcrumbs = {inspections_link(),
                      {words(each.inspection_title), Href{"/inspections/" + each.inspection.text()}},
                      {words(each.title), Href{"/findings/" + each.id.text()}}};
  page.body << head({.title = page.title, .caption = each.inspection_title});
  Html fields;
  fields << text_input({.name = "title",
                        .label = "Short name",
                        .hint = words("For lists and headings, a few words: “Management oversight”."),
                        .value = each.title},
                       state)
         << textarea({.name = "text",
                      .label = "The inspector’s words",
                      .hint = words("As printed. Change them only where they were read wrongly."),
                      .value = each.text,
                      .rows = 6},
                     state)
         << text_input({.name = "place",
                        .label = "Where in the report",
                        .hint = words("“page 5, paragraph 12”. Where paragraphs have no number: “page 5, 3rd "
                                      "paragraph”, counting paragraphs and list items, not headings."),
                        .value = place_in_report(each)},
                       state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), Href{"/findings/" + each.id.text()})});
  page.body << form({.action = Href{"/findings/" + each.id.text() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, each.version)});
  if (each.text != each.original_text)
    page.body << heading(words("As first read")) << quote({.words = each.original_text});
  page.form = std::move(state);
  return page;
}

Result<Finding> load_finding(pages::PageCall& call) {
  auto id = TRY(call.id<FindingId>("finding"));
  auto found =
      TRY(call.read("inspection.edit", [&](db::Transaction& transaction) { return find_finding(transaction, id); }));
  if (!found) return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  return *std::move(found);
}

}  // namespace

Result<pages::Answer> edit_inspection_page(pages::PageCall& call) {
  auto inspection = TRY(load_inspection(call));
  return pages::page(inspection_form(call, inspection, {}));
}

Result<pages::Answer> change_inspection(pages::PageCall& call) {
  auto stored = TRY(load_inspection(call));
  auto at = "/inspections/" + stored.id.text();
  auto keep = pages::conflict_choice(call);
  if (keep == "theirs") return pages::see_other(at, "Their version was kept.");
  if (keep == "edit") return pages::page(inspection_form(call, stored, pages::both_texts(call)));
  auto input = call.input(
      {"inspection_start", "inspection_end", "published", "received", "lead_inspectors", "deputy_lead_inspectors"});
  input["inspection"] = stored.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("inspection change", input);
  if (result) return pages::see_other(at, "The inspection was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(
        call, {"This inspection", stored.id.text(), std::string(section_label), stored.version, Href{at + "/edit"}},
        {{"First day on site", "inspection_start", printed(stored.start)},
         {"Last day on site", "inspection_end", printed(stored.end)},
         {"Published", "published", printed(stored.published)},
         {"Received", "received", printed(stored.received)},
         {"Lead inspector", "lead_inspectors", fmt::format("{}", fmt::join(stored.lead_inspectors, "\n"))},
         {"Deputy lead inspectors", "deputy_lead_inspectors",
          fmt::format("{}", fmt::join(stored.deputy_lead_inspectors, "\n"))}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(inspection_form(call, stored, call.refused(error)), 422);
}

Result<pages::Answer> edit_finding_page(pages::PageCall& call) {
  auto finding = TRY(load_finding(call));
  return pages::page(finding_form(call, finding, {}));
}

Result<pages::Answer> change_finding(pages::PageCall& call) {
  auto stored = TRY(load_finding(call));
  auto at = "/findings/" + stored.id.text();
  auto keep = pages::conflict_choice(call);
  if (keep == "theirs") return pages::see_other(at, "Their version was kept.");
  if (keep == "edit") return pages::page(finding_form(call, stored, pages::both_texts(call)));
  auto input = call.input({"title", "text", "place"});
  if (auto const place = call.request().form("place"); place && trimmed(*place).empty()) input["place"] = "none";
  input["finding"] = stored.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform("finding change", input);
  if (result) return pages::see_other(at, "The finding was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(call,
                                  {"This finding", stored.id.text(), std::string(section_label), stored.version,
                                   Href{at + "/edit"}, Href{"/history/" + stored.id.text()}},
                                  {{"Short name", "title", stored.title},
                                   {"The inspector’s words", "text", stored.text},
                                   {"Where in the report", "place", place_in_report(stored)}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(finding_form(call, stored, call.refused(error)), 422);
}

}  // namespace gt::inspections

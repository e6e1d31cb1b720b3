#include "inspections/pages/inspections_page.h"

#include "inspections/reference.h"

namespace gt::inspections {

using namespace html;

html::Link inspections_link() { return {words("Inspections"), "/inspections"}; }

std::string printed_grade(std::string_view grade) {
  std::string out(grade);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

std::string framework_label(std::string_view code) {
  auto const* form = find_framework_form(code);
  return form != nullptr ? form->label : std::string(code);
}

Result<pages::Answer> document_response(pages::PageCall& call, std::string const& hash, std::string const& name) {
  auto bytes = TRY(call.environment().files.load(hash));
  auto response = web::Response::bytes(std::move(bytes), "application/pdf").with_etag(hash).as_download(name);
  return pages::Answer{std::move(response)};
}

namespace {

Html waiting_list(std::vector<WaitingReading> const& waiting) {
  if (waiting.empty()) return {};
  std::vector<Task> tasks;
  for (auto const& each : waiting) {
    Html what = link(words("Check and confirm " + each.document_name), Href{"/readings/" + each.id.text()});
    Html note;
    note << "Read as " << each.draft.authority << ", "
         << plural(static_cast<std::int64_t>(each.draft.areas.size()), "finding") << ". Added by " << each.created_by
         << ", " << moment(each.created_at) << ".";
    tasks.push_back({what, note, {}});
  }
  Html out = heading(words("Waiting to be confirmed"));
  out << task_list(tasks);
  return out;
}

Table inspections_table(std::vector<InspectionSummary> const& inspections) {
  Table table;
  table.caption = "Inspections, newest first";
  table.columns = {{"Inspection"}, {"Authority"}, {"On site"}, {"Framework"}, {"Overall"}, {"Findings", true}};
  for (auto const& each : inspections) {
    Html on_site = words(each.when_printed.empty() ? "–" : each.when_printed);
    if (each.start) on_site = date_range(*each.start, each.end.value_or(*each.start));
    Html overall = each.overall ? grade(printed_grade(*each.overall)) : words("No overall grade");
    table.rows.push_back({{link(words(each.title), Href{"/inspections/" + each.id.text()}), words(each.authority_name),
                           on_site, words(framework_label(each.framework)), overall, Html{each.findings}}});
  }
  return table;
}

}  // namespace

Result<pages::Answer> inspections_page(pages::PageCall& call) {
  struct Rows {
    std::vector<InspectionSummary> inspections;
    std::vector<WaitingReading> waiting;
  };
  auto rows = TRY(call.read("inspection.view", [](db::Transaction& transaction) {
    return Rows{list_inspections(transaction), list_readings(transaction)};
  }));
  bool may_edit = call.may("inspection.edit");
  Page page;
  page.title = "Inspections";
  page.section = section_label;
  Head top{.title = "Inspections"};
  if (!rows.inspections.empty()) top.actions.push_back({words("Judgement history"), "/inspections/history"});
  if (may_edit && !(rows.inspections.empty() && rows.waiting.empty()))
    top.actions.push_back({words("Add an inspection report"), "/inspections/new"});
  page.body << head(top);
  if (may_edit) page.body << waiting_list(rows.waiting);
  if (rows.inspections.empty()) {
    Empty empty;
    empty.title = "No inspection has been added yet";
    empty.what_for = words(
        "Start with the report as Ofsted published it. It is read into judgements and findings, you check the reading, "
        "and the findings become themes and actions.");
    if (may_edit) empty.steps = {link_button("Add an inspection report", "/inspections/new")};
    page.body << empty_state(empty);
  } else {
    page.body << table(inspections_table(rows.inspections));
  }
  return pages::page(std::move(page));
}

}  // namespace gt::inspections

#include "inspections/document/inspection_document.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/place_in_report.h"
#include "inspections/reference.h"
#include "platform/core/text.h"
#include "platform/operations/base64.h"
#include "platform/operations/declare.h"

namespace gt::inspections {

using nlohmann::json;
using office::Block;
using office::Document;
using office::Heading;
using office::Table;
using operations::declare;
using operations::field;

namespace {

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string printed_or_dash(std::optional<Date> const& day) { return day ? day->printed() : "–"; }

void add_facts(std::vector<Block>& blocks, Inspection const& each) {
  Table facts{"", {"About the inspection", "As recorded"}, {30, 70}, {}};
  auto const add = [&](char const* name, std::string value) {
    if (!value.empty()) facts.rows.push_back({name, std::move(value)});
  };
  auto const* form = find_framework_form(each.framework);
  add("Authority", each.authority_name);
  add("Framework", form != nullptr ? form->label : each.framework);
  if (each.start)
    add("On site", each.end && *each.end != *each.start
                       ? fmt::format("{} to {}", each.start->printed(), each.end->printed())
                       : each.start->printed());
  else
    add("When", each.when_printed);
  if (each.received) add("Report received", each.received->printed());
  if (each.published) add("Published", each.published->printed());
  add("Lead inspector", fmt::format("{}", fmt::join(each.lead_inspectors, ", ")));
  add("Source", each.has_document() ? fmt::format("{}, {} pages, confirmed by {} on {}", each.document_name,
                                                  each.document_pages, each.confirmed_by, each.confirmed_at.printed())
                                    : fmt::format("Entered from {} by {} on {}", each.document_name, each.confirmed_by,
                                                  each.confirmed_at.printed()));
  blocks.emplace_back(std::move(facts));
}

void add_judgements(std::vector<Block>& blocks, Inspection const& each) {
  blocks.emplace_back(Heading{1, "Judgements"});
  if (each.judgements.empty()) {
    blocks.emplace_back(office::Paragraph{without_judgements(each.kind)});
    return;
  }
  Table table{"", {"Area", "Grade"}, {65, 35}, {}};
  for (auto const& judgement : each.judgements)
    table.rows.push_back({judgement.about_board
                              ? judgement.category + " (the safeguarding children board, judged separately)"
                              : judgement.category,
                          with_capital(judgement.grade)});
  blocks.emplace_back(std::move(table));
}

// Findings of before paragraphs were kept may stand in one that is numbered.
Finding placed(Finding finding, ReportWords const& report) {
  if (!finding.paragraph.empty()) return finding;
  auto const said = report.where_said(finding.original_text, finding.page);
  if (!said) return finding;
  if (!finding.page) finding.page = said->page;
  finding.paragraph = std::to_string(said->number);
  return finding;
}

void add_findings(std::vector<Block>& blocks, InspectionPaper const& paper) {
  blocks.emplace_back(Heading{1, "What must improve"});
  if (paper.findings.empty()) {
    blocks.emplace_back(office::Paragraph{"The report names nothing that must improve."});
    return;
  }
  Table table{"", {"Finding", "The inspectors’ words", "Where in the report"}, {25, 57, 18}, {}};
  ReportWords const report(paper.paragraphs);
  for (auto const& each : paper.findings) {
    auto const where = with_capital(place_in_report(placed(each, report)));
    auto text = each.text;
    for (auto const& more : {each.priority, each.topic, each.timescale})
      if (more) text += "\n" + *more;
    if (each.about_board) text += "\nAbout the safeguarding children board";
    table.rows.push_back(
        {fmt::format("{} {}", each.number.value_or(each.position), each.title), text, where.empty() ? "–" : where});
  }
  blocks.emplace_back(std::move(table));
}

void add_clocks(std::vector<Block>& blocks, InspectionPaper const& paper) {
  if (paper.clocks.empty()) return;
  blocks.emplace_back(Heading{1, "What the law asks for"});
  Table table{"", {"What", "Due", "Done", "How it stands"}, {46, 18, 18, 18}, {}};
  for (auto const& each : paper.clocks) {
    auto what = fmt::format("{}\n{}. {}.", each.rule->label, calendar::counted_in_words(*each.rule), each.rule->source);
    if (!each.note.empty()) what += " " + each.note;
    auto due = printed_or_dash(each.standing.due);
    if (each.standing.due)
      if (auto const warning = calendar::warning_for(*each.standing.due); !warning.empty()) due += "\n" + warning;
    auto done = printed_or_dash(each.done_on);
    if (each.accepted_on) done += "\nAccepted on " + each.accepted_on->printed();
    table.rows.push_back({what, due, done, each.standing.words});
  }
  blocks.emplace_back(std::move(table));
}

void add_history(std::vector<Block>& blocks, InspectionPaper const& paper) {
  auto const& history = paper.history;
  if (history.columns.empty()) return;
  blocks.emplace_back(Heading{1, "Judgement history of the council"});
  Table table{"", {"Line", "How it was judged, the oldest first"}, {30, 70}, {}};
  for (auto const& line : history.lines) {
    std::vector<std::string> grades;
    for (std::size_t i = 0; i < history.columns.size(); ++i) {
      auto const& cell = line.cells[i];
      if (!cell) continue;
      auto text = fmt::format("{}: {}", history.columns[i].when, with_capital(cell->grade));
      if (auto const fit = fit_in_words(*cell); !fit.empty()) text += fmt::format(" ({})", fit);
      grades.push_back(std::move(text));
    }
    table.rows.push_back({line.label, fmt::format("{}", fmt::join(grades, "\n"))});
  }
  blocks.emplace_back(std::move(table));
  if (!history.targets.empty()) {
    Table targets{"Targets", {"Area", "Target", "Set by", "How it stands"}, {24, 24, 26, 26}, {}};
    for (auto const& each : history.targets)
      targets.rows.push_back({line_label(each.line), in_words(each),
                              fmt::format("{}, {}", each.set_by, each.facts.set_on.printed()),
                              standing(history, each).words});
    blocks.emplace_back(std::move(targets));
  }
  blocks.emplace_back(office::Paragraph{window_in_words(history.window, paper.today)});
}

struct SummaryFile {
  std::optional<InspectionId> inspection;
  std::string format;
  office::Writer writer{{}};
};

Result<json> run_inspection_document(operations::Call& call, SummaryFile const& input) {
  auto const paper = read_inspection_paper(call.db(), *input.inspection, call.today());
  if (!paper) return no_such_inspection();
  auto const format = *office::format_from(input.format);
  auto const bytes = TRY(input.writer.write(inspection_document(*paper), format));
  return json{{"name", fmt::format("{}.{}", file_name(*paper), office::ending(format))},
              {"type", office::media_type(format)},
              {"base64", operations::encode_base64(bytes)}};
}

}  // namespace

std::optional<InspectionPaper> read_inspection_paper(db::Transaction& transaction, InspectionId const& id, Date today) {
  auto inspection = find_inspection(transaction, id);
  if (!inspection) return std::nullopt;
  return InspectionPaper{own_authority_printed(transaction),
                         today,
                         *std::move(inspection),
                         list_findings(transaction, id),
                         list_paragraphs(transaction, id),
                         list_clocks(transaction, id, today),
                         read_history(transaction, today)};
}

Document inspection_document(InspectionPaper const& paper) {
  Document out{paper.inspection.title,
               fmt::format("{}. Summary of the inspection as it stood on {}", paper.council, paper.today.printed()),
               {}};
  add_facts(out.blocks, paper.inspection);
  add_judgements(out.blocks, paper.inspection);
  add_findings(out.blocks, paper);
  add_clocks(out.blocks, paper);
  add_history(out.blocks, paper);
  out.blocks.emplace_back(office::Paragraph{fmt::format("From Golden Thread on {}.", paper.today.printed())});
  return out;
}

std::string file_name(InspectionPaper const& paper) {
  auto const& each = paper.inspection;
  if (each.start) return "inspection-" + each.start->iso();
  auto const named = sortable_when(each.when_printed);
  return named ? "inspection-" + *named : "inspection";
}

void add_document_operations(operations::Registry& registry, office::Writer const& writer) {
  using T = SummaryFile;
  registry.add(
      declare<T>("inspection document", "Fetch a summary of an inspection as an OpenDocument, Word or PDF file",
                 operations::Kind::read, "inspection.view",
                 {field("inspection", &T::inspection, "The inspection", example_id).required(),
                  field("format", &T::format, "Which kind of file", "odt").required().choices({"odt", "docx", "pdf"})},
                 {{"name", "inspection-2025-06-09.odt"},
                  {"type", "application/vnd.oasis.opendocument.text"},
                  {"base64", "UEsDBBQAAAgA…"}},
                 &run_inspection_document, [writer](T& input) -> Result<void> {
                   input.writer = writer;
                   return {};
                 }));
}

}  // namespace gt::inspections

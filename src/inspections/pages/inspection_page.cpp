#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/document/inspection_document.h"
#include "inspections/pages/inspections_page.h"
#include "inspections/reference.h"
#include "platform/core/text.h"
#include "platform/csv/csv.h"
#include "platform/pages/document_links.h"

namespace gt::inspections {

using namespace html;

namespace {

struct Record {
  Inspection inspection;
  std::vector<Finding> findings;
  std::map<std::string, Coverage> coverage;
  std::vector<InspectionClock> clocks;
};

tl::unexpected<Error> no_report() {
  return refuse(ErrorKind::not_found,
                "This inspection was entered by hand and has no report. Add the report from the list of inspections.");
}

Result<Record> load(pages::PageCall& call, FindCoverage const& find_coverage) {
  auto id = TRY(call.id<InspectionId>("inspection"));
  auto found = TRY(call.read("inspection.view", [&](db::Transaction& transaction) -> std::optional<Record> {
    auto inspection = find_inspection(transaction, id);
    if (!inspection) return std::nullopt;
    return Record{*std::move(inspection), list_findings(transaction, id), find_coverage(transaction),
                  list_clocks(transaction, id, call.environment().clock.today())};
  }));
  if (!found) return no_such_inspection();
  return *std::move(found);
}

Coverage coverage_of(Record const& record, Finding const& finding) {
  auto found = record.coverage.find(finding.id.text());
  return found == record.coverage.end() ? Coverage{} : found->second;
}

Html sub_pages(Inspection const& inspection, std::string_view current) {
  auto at = "/inspections/" + inspection.id.text();
  if (!inspection.has_document()) return {};
  return sub_navigation({{"Findings and coverage", Href{at}, current == "findings"},
                         {"Report text", Href{at + "/text"}, current == "text"}});
}

Html inspection_head(pages::PageCall const& call, Inspection const& each) {
  Head top{.title = each.title, .caption = "Ofsted, " + framework_label(each.framework)};
  top.facts.push_back({"Authority", words(each.authority_name)});
  if (each.start) top.facts.push_back({"On site", date_range(*each.start, each.end.value_or(*each.start))});
  if (!each.start && !each.when_printed.empty()) top.facts.push_back({"When", words(each.when_printed)});
  if (each.received) top.facts.push_back({"Report received", date(*each.received)});
  if (each.published) top.facts.push_back({"Published", date(*each.published)});
  if (!each.lead_inspectors.empty())
    top.facts.push_back({"Lead inspector", words(fmt::format("{}", fmt::join(each.lead_inspectors, ", ")))});
  for (auto const& judgement : each.judgements)
    if (judgement.category == "Overall effectiveness")
      top.facts.push_back({"Overall", grade(printed_grade(judgement.grade))});
  auto at = "/inspections/" + each.id.text();
  if (each.has_document())
    top.actions.push_back(
        {words(fmt::format("Open the report ({})", plural(each.document_pages, "page"))), Href{at + "/document"}});
  top.actions.push_back({words("Download findings (CSV)"), Href{at + "/findings.csv"}});
  if (call.may("inspection.edit")) top.actions.push_back({words("Correct dates and inspectors"), Href{at + "/edit"}});
  return head(top);
}

Html judgements_table(Inspection const& inspection) {
  if (inspection.judgements.empty()) return paragraph(words(without_judgements(inspection.kind)));
  Table out;
  out.caption = "Judgements";
  out.columns = {{"Area"}, {"Grade"}};
  out.shape = TableShape::plain;
  for (auto const& each : inspection.judgements) {
    Html area = words(each.category);
    if (each.about_board)
      area = with_note(words(each.category), words("The safeguarding children board, judged separately"));
    out.rows.push_back({{area, grade(printed_grade(each.grade))}});
  }
  return table(out);
}

// Three knots stand today: the sentence, its themes, its actions. Words say the same.
Html finding_strip(Coverage const& coverage) {
  auto theme = coverage.theme_titles.empty() ? Knot::gap : Knot::full;
  auto actions = coverage.actions == 0 ? Knot::gap : coverage.done == coverage.actions ? Knot::full : Knot::part;
  std::string said;
  if (coverage.theme_titles.empty() && coverage.actions == 0)
    said = "No theme and no action";
  else if (coverage.theme_titles.empty())
    said = "No theme. " + plural(coverage.actions, "action");
  else if (coverage.actions == 0)
    said = "No action";
  else
    said = fmt::format("{} of {} done", coverage.done, plural(coverage.actions, "action"));
  if (coverage.late > 0) said += fmt::format(", {} late", coverage.late);
  return strip({Knot::full, theme, actions}, said);
}

Html answers_cell(Coverage const& coverage) {
  std::vector<Html> lines;
  if (!coverage.theme_titles.empty()) lines.push_back(words(fmt::format("{}", fmt::join(coverage.theme_titles, "; "))));
  for (auto const& each : coverage.taken_out)
    lines.push_back(
        with_note(link(words(each.name), Href{each.address}), tag("Taken out: a gap in the thread", TagKind::warn)));
  if (lines.empty()) return words("None");
  return lines.size() == 1 ? lines.front() : bullets(lines);
}

Html findings_table(Record const& record) {
  Table out;
  out.caption = "Findings and what answers them";
  out.columns = {{"Finding"}, {"Inspector’s words"}, {"Themes"}, {"Thread"}};
  for (auto const& each : record.findings) {
    auto coverage = coverage_of(record, each);
    Html name = link(words(fmt::format("{} {}", each.number.value_or(each.position), each.title)),
                     Href{"/findings/" + each.id.text()});
    std::string where;
    if (each.priority) where += *each.priority + ". ";
    if (each.topic) where += *each.topic + ". ";
    if (each.timescale) where += *each.timescale + ". ";
    if (each.about_board) where += "About the safeguarding children board. ";
    if (auto place = place_in_report(each); !place.empty()) {
      if (place.front() == 'p') place.front() = 'P';
      where += place;
    }
    out.rows.push_back(
        {{name, with_note(said(each.text), words(where)), answers_cell(coverage), finding_strip(coverage)},
         RowKind::plain,
         {}});
  }
  return table(out);
}

Html coverage_gaps(Record const& record) {
  std::vector<Html> items;
  auto name_all = [&](std::string const& lead, auto const& is_gap) {
    std::vector<Html> links;
    for (auto const& each : record.findings)
      if (is_gap(coverage_of(record, each)))
        links.push_back(link(words(fmt::format("{} {}", each.number.value_or(each.position), each.title)),
                             Href{"/findings/" + each.id.text()}));
    if (links.empty()) return;
    Html item;
    item << plural(static_cast<std::int64_t>(links.size()), "finding") << " " << lead << ": " << sentence_list(links)
         << ".";
    items.push_back(item);
  };
  name_all(std::string("with no theme"), [](Coverage const& each) { return each.theme_titles.empty(); });
  name_all(std::string("joined to what was taken out of the plan"),
           [](Coverage const& each) { return !each.taken_out.empty(); });
  name_all(std::string("with no action"), [](Coverage const& each) { return each.actions == 0; });
  return gaps("Gaps in coverage", items);
}

}  // namespace

Result<pages::Answer> inspection_page(pages::PageCall& call, FindCoverage const& find_coverage,
                                      office::Writer const& writer) {
  auto record = TRY(load(call, find_coverage));
  Page page;
  page.title = record.inspection.title;
  page.section = section_label;
  page.breadcrumbs = {inspections_link()};
  page.body << inspection_head(call, record.inspection) << sub_pages(record.inspection, "findings")
            << heading(words("Judgements"), "judgements") << judgements_table(record.inspection)
            << paragraph(link(words("How the council was judged before and since"), "/inspections/history"))
            << clocks_part(record.clocks, call.may("inspection.edit"));
  auto count = static_cast<std::int64_t>(record.findings.size());
  if (record.findings.empty()) {
    page.body << heading(words("Findings"), "findings")
              << paragraph(
                     words("The report names nothing that must improve. The plan can still hold themes of your own."));
  } else {
    page.body << heading(words(plural(count, "finding") + ": where each thread holds and where it breaks"), "findings")
              << findings_table(record) << coverage_gaps(record);
  }
  page.body << pages::document_links(writer, "/inspections/" + record.inspection.id.text() + "/summary",
                                     "A summary as a document");
  auto const& source = record.inspection;
  page.body << source_line(words(fmt::format(
      fmt::runtime(source.has_document() ? "Read from {}, confirmed by {} on {}." : "Entered from {} by {} on {}."),
      source.document_name, source.confirmed_by, source.confirmed_at.printed())));
  return pages::page(std::move(page));
}

Result<pages::Answer> report_text_page(pages::PageCall& call) {
  auto id = TRY(call.id<InspectionId>("inspection"));
  struct Text {
    Inspection inspection;
    std::vector<Draft::ParagraphRow> paragraphs;
    std::vector<std::string> pages;
  };
  auto text = TRY(call.read("inspection.view", [&](db::Transaction& transaction) -> std::optional<Text> {
    auto inspection = find_inspection(transaction, id);
    if (!inspection) return std::nullopt;
    return Text{*std::move(inspection), list_paragraphs(transaction, id), list_pages(transaction, id)};
  }));
  if (!text) return no_such_inspection();
  if (!text->inspection.has_document()) return no_report();
  Page page;
  page.title = "Report text, " + text->inspection.title;
  page.section = section_label;
  page.breadcrumbs = {inspections_link(), {words(text->inspection.title), Href{"/inspections/" + id.text()}}};
  page.body << inspection_head(call, text->inspection) << sub_pages(text->inspection, "text");
  if (text->paragraphs.empty()) {
    page.body << paragraph(
        words("This report’s paragraphs are not numbered. Its pages stand below as they were read."));
    for (std::size_t i = 0; i < text->pages.size(); ++i) {
      Html block;
      block << R"(<pre class="gt-page-text">)" << text->pages[i] << "</pre>";
      page.body << details(fmt::format("Page {}", i + 1), block);
    }
  }
  std::string section;
  for (auto const& each : text->paragraphs) {
    if (each.section != section) page.body << heading(words(each.section));
    section = each.section;
    page.body << R"(<p class="govuk-body gt-para" id="paragraph-)" << each.number
              << R"("><span class="gt-para__number">)" << each.number << R"(</span><span><span class="gt-said">)"
              << each.text << R"(</span> <span class="gt-quiet">page )" << each.page << "</span></span></p>";
  }
  return pages::page(std::move(page));
}

Result<pages::Answer> inspection_summary(pages::PageCall& call, office::Writer const& writer, office::Format format) {
  auto const id = TRY(call.id<InspectionId>("inspection"));
  auto const today = call.environment().clock.today();
  auto const paper = TRY(call.read(
      "inspection.view", [&](db::Transaction& transaction) { return read_inspection_paper(transaction, id, today); }));
  if (!paper) return no_such_inspection();
  return pages::document_answer(TRY(writer.write(inspection_document(*paper), format)), format, file_name(*paper));
}

Result<pages::Answer> inspection_report_file(pages::PageCall& call) {
  auto id = TRY(call.id<InspectionId>("inspection"));
  auto found =
      TRY(call.read("inspection.view", [&](db::Transaction& transaction) { return find_inspection(transaction, id); }));
  if (!found) return no_such_inspection();
  if (!found->has_document()) return no_report();
  return document_response(call, found->document_hash, found->document_name);
}

Result<pages::Answer> findings_csv(pages::PageCall& call, FindCoverage const& find_coverage) {
  auto record = TRY(load(call, find_coverage));
  std::string out =
      std::string(csv::byte_order_mark) +
      "finding,title,inspector's words,page,paragraph,priority,group,timescale,themes,actions,done,late,taken out\r\n";
  for (auto const& each : record.findings) {
    auto coverage = coverage_of(record, each);
    std::vector<std::string> taken_out;
    for (auto const& gap : coverage.taken_out) taken_out.push_back(gap.name);
    std::vector<std::string> cells{std::to_string(each.number.value_or(each.position)),
                                   (each.title),
                                   (each.text),
                                   each.page ? std::to_string(*each.page) : "",
                                   each.paragraph,
                                   (each.priority.value_or("")),
                                   (each.topic.value_or("")),
                                   (each.timescale.value_or("")),
                                   (fmt::format("{}", fmt::join(coverage.theme_titles, "; "))),
                                   std::to_string(coverage.actions),
                                   std::to_string(coverage.done),
                                   std::to_string(coverage.late),
                                   fmt::format("{}", fmt::join(taken_out, "; "))};
    out += csv::row(cells);
  }
  return pages::Answer{web::Response::bytes(std::move(out), csv::content_type).as_download("findings.csv")};
}

}  // namespace gt::inspections

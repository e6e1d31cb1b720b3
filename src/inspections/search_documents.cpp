#include "inspections/search_documents.h"

#include <fmt/format.h>

#include "inspections/inspection_store.h"

namespace gt::inspections {

namespace {

constexpr char const* permission = "inspection.view";

search::Document document_of(Finding const& finding) {
  auto body = finding.text;
  for (auto const& more : {finding.topic, finding.priority, finding.timescale})
    if (more) body += ". " + *more;
  for (auto const& tag : finding.tags) body += ". " + tag;
  auto const& id = finding.id.text();
  return {kFindingKind, id, finding.title, body, "/findings/" + id, permission};
}

search::Document document_of(Inspection const& inspection) {
  auto body = inspection.authority_name;
  for (auto const* names : {&inspection.lead_inspectors, &inspection.deputy_lead_inspectors})
    for (auto const& name : *names) body += ". " + name;
  for (auto const& each : inspection.judgements) body += ". " + each.category + ": " + each.grade;
  auto const& id = inspection.id.text();
  return {kInspectionKind, id, inspection.title, body, "/inspections/" + id, permission};
}

search::Document document_of(Draft::ParagraphRow const& paragraph, Inspection const& inspection) {
  auto const& id = inspection.id.text();
  return {kParagraphKind,
          fmt::format("{}-{}", id, paragraph.number),
          fmt::format("Paragraph {}: {}", paragraph.number, inspection.title),
          paragraph.text,
          fmt::format("/inspections/{}/text#paragraph-{}", id, paragraph.number),
          permission};
}

template <class Use>
void each_inspection(db::Transaction& transaction, Use&& use) {
  for (auto const& each : list_inspections(transaction))
    if (auto inspection = find_inspection(transaction, each.id)) use(*inspection);
}

}  // namespace

std::vector<search::Document> inspection_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  each_inspection(transaction, [&](Inspection const& inspection) { out.push_back(document_of(inspection)); });
  return out;
}

std::vector<search::Document> finding_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& each : list_findings(transaction)) out.push_back(document_of(each));
  return out;
}

std::vector<search::Document> paragraph_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  each_inspection(transaction, [&](Inspection const& inspection) {
    for (auto const& each : list_paragraphs(transaction, inspection.id)) out.push_back(document_of(each, inspection));
  });
  return out;
}

void put_into_search(db::Transaction& transaction, InspectionId const& id) {
  auto inspection = find_inspection(transaction, id);
  if (!inspection) return;
  search::put(transaction, document_of(*inspection));
  for (auto const& each : list_findings(transaction, id)) search::put(transaction, document_of(each));
  for (auto const& each : list_paragraphs(transaction, id)) search::put(transaction, document_of(each, *inspection));
}

void put_into_search(db::Transaction& transaction, Finding const& finding) {
  search::put(transaction, document_of(finding));
}

}  // namespace gt::inspections

#include "app/search_sources.h"

#include "evidence/search_documents.h"
#include "funding/funding.h"
#include "funding/funding_operations.h"
#include "governance/decisions/decision_json.h"
#include "governance/search_documents.h"
#include "inspections/search_documents.h"
#include "notices/notices.h"
#include "plans/search_documents.h"

namespace gt::app {

std::vector<finder::Source> search_sources() {
  std::vector<finder::Source> sources{
      {inspections::kInspectionKind, "Inspection", "Inspections", &inspections::inspection_documents},
      {inspections::kFindingKind, "Finding", "Findings", &inspections::finding_documents},
      {inspections::kParagraphKind, "Report paragraph", "Report paragraphs", &inspections::paragraph_documents},
      {plans::kThemeKind, "Theme", "Themes", &plans::theme_documents},
      {plans::kActionKind, "Action", "Actions", &plans::action_documents},
      {plans::kPidKind, "Initiation document", "Initiation documents", &plans::pid_documents},
      {notices::kCommentKind, "Comment", "Comments", &notices::comment_documents},
      {evidence::kEvidenceKind, "Evidence", "Evidence", &evidence::evidence_documents}};
  sources.push_back({governance::kDecisionKind, "Decision", "Decisions", &governance::decision_documents});
  sources.push_back({governance::kItemKind, "Agenda item", "Agenda items", &governance::item_documents});
  for (auto const& kind : governance::board_kinds())
    sources.push_back(
        {kind.word, records::capital(kind.word), records::capital(kind.plural),
         [&kind](db::Transaction& transaction) { return governance::entry_documents(transaction, kind); }});
  for (auto const& kind : funding::money_kinds())
    sources.push_back(
        {kind.word, records::capital(kind.word), records::capital(kind.plural),
         [&kind](db::Transaction& transaction) { return funding::money_documents(transaction, kind.word); }});
  for (auto const& kind : plans::record_kinds())
    sources.push_back({kind.word, records::capital(kind.word), records::capital(kind.plural),
                       [&kind](db::Transaction& transaction) { return plans::record_documents(transaction, kind); }});
  return sources;
}

}  // namespace gt::app

#include "app/search_sources.h"

#include "evidence/search_documents.h"
#include "inspections/search_documents.h"
#include "notices/notices.h"
#include "plans/search_documents.h"

namespace gt::app {

namespace {

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

}  // namespace

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
  for (auto const& kind : plans::record_kinds())
    sources.push_back({kind.word, capitalised(kind.word), capitalised(kind.plural),
                       [&kind](db::Transaction& transaction) { return plans::record_documents(transaction, kind); }});
  return sources;
}

}  // namespace gt::app

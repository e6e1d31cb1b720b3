#include "evidence/search_documents.h"

#include "evidence/evidence.h"

namespace gt::evidence {

search::Document search_document(Evidence const& evidence) {
  std::string body = evidence.shows;
  if (evidence.measure) body += ". " + evidence.measure->name + ". " + evidence.measure->from_source;
  if (evidence.audit) body += ". " + evidence.audit->question;
  if (evidence.file) body += ". " + evidence.file->name;
  body += ". Evidence " + std::to_string(evidence.number);
  auto permission = evidence.is_restricted ? search::held_everywhere("evidence.review") : std::string("plan.view");
  auto const& id = evidence.id.text();
  return {kEvidenceKind, id, evidence.title, std::move(body), "/evidence/" + id, std::move(permission)};
}

std::vector<search::Document> evidence_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  // The day does not matter: expired evidence is found too.
  auto const any_day = Date::from_parts(2000, 1, 1).value();
  for (int page = 1;; ++page) {
    auto listed = list_evidence(transaction, {}, Sight::everything, any_day, page);
    for (auto const& each : listed.evidence) out.push_back(search_document(each));
    if (static_cast<std::int64_t>(out.size()) >= listed.matching || listed.evidence.empty()) return out;
  }
}

}  // namespace gt::evidence

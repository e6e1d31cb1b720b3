#pragma once

#include <vector>

#include "evidence/evidence_record.h"
#include "platform/search/search.h"

/// What the search holds of evidence; the store keeps it current.
namespace gt::evidence {

inline constexpr char const* kEvidenceKind = "evidence";

/// Restricted evidence is found only by those who may see it.
search::Document search_document(Evidence const& evidence);
/// Everything here that was not taken out, for filling the search anew.
std::vector<search::Document> evidence_documents(db::Transaction& transaction);

}  // namespace gt::evidence

#pragma once

#include <vector>

#include "inspections/inspections.h"
#include "platform/search/search.h"

/// What the search holds of this slice: each inspection, its findings and its numbered paragraphs.
namespace gt::inspections {

inline constexpr char const* kInspectionKind = "inspection";
inline constexpr char const* kFindingKind = "finding";
inline constexpr char const* kParagraphKind = "paragraph";

/// Every record of the kind of the transaction's authority, for filling the search anew.
std::vector<search::Document> inspection_documents(db::Transaction& transaction);
std::vector<search::Document> finding_documents(db::Transaction& transaction);
std::vector<search::Document> paragraph_documents(db::Transaction& transaction);

/// Puts the inspection, its findings and its paragraphs into the search as they are stored now.
void put_into_search(db::Transaction& transaction, InspectionId const& id);
void put_into_search(db::Transaction& transaction, Finding const& finding);

}  // namespace gt::inspections

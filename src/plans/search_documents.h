#pragma once

#include <vector>

#include "plans/pid/pid.h"
#include "plans/plans.h"
#include "plans/records/records.h"
#include "platform/search/search.h"

/// What the search holds of this slice. Whoever stores a theme, an action or a record calls `search::put` with its
/// document in the same transaction; whoever takes one out, `search::remove` with its kind and id.
namespace gt::plans {

inline constexpr char const* kThemeKind = "theme";
inline constexpr char const* kActionKind = "action";

search::Document search_document(Theme const& theme);
search::Document search_document(Action const& action);
/// Its id is the project's, and nothing of the title changes with it.
search::Document search_document(Pid const& pid);
/// Its kind is the record kind's word.
search::Document search_document(Record const& record);

/// Those in the plan of the transaction's authority, for filling the search anew.
std::vector<search::Document> theme_documents(db::Transaction& transaction);
std::vector<search::Document> action_documents(db::Transaction& transaction);
std::vector<search::Document> pid_documents(db::Transaction& transaction);
std::vector<search::Document> record_documents(db::Transaction& transaction, RecordKind const& kind);

}  // namespace gt::plans

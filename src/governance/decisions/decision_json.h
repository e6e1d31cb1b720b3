#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "governance/decisions/decision.h"
#include "platform/search/search.h"

/// Decisions as the API, the audit entry and the search have them.
namespace gt::governance {

/// As its reader may see it.
nlohmann::json to_json(Decision const& decision);
nlohmann::json to_json(Step const& step);
/// The checklist, the first days that work, and when call-in ends.
nlohmann::json checklist_json(Decision const& decision, DecisionSettings const& settings, Date today);

/// For the audit entry, whose readers are not members of the body: of a private decision nothing private.
nlohmann::json audit_view(Decision const& decision);
/// "Decision 7: ..." by its public title.
std::string audit_title(Decision const& decision);

inline constexpr char const* kDecisionKind = "decision";
/// Found by everybody who may see governance, so of a private decision only what is public.
search::Document search_document(Decision const& decision);
/// Of every decision, for filling the search anew.
std::vector<search::Document> decision_documents(db::Transaction& transaction);

}  // namespace gt::governance

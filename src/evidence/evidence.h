#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/evidence_record.h"
#include "evidence/evidence_rules.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"

/// The contract of the evidence slice: what shows that something was done or changed. It knows nothing of actions;
/// whoever relies on evidence holds the links.
namespace gt::evidence {

/// Whether restricted evidence is among the answers. Rules that decide something ask for everything; whatever is shown,
/// counted or downloaded asks for what the reader may see.
enum class Sight { open_only, everything };
/// Restricted evidence is for those who hold `evidence.review` for everything, not only for a theme or a body.
Sight sight_of(operations::Actor const& reader);

/// Nothing when it is not here, was taken out, or is out of sight.
std::optional<Evidence> find_evidence(db::Transaction& transaction, EvidenceId const& id, Sight sight);

/// Those of `ids` that are here, by number, in one query. Also those taken out (`ended`), so that what something once
/// rested on can be named as a gap; `is_current` says no to them.
std::vector<Evidence> find_many(db::Transaction& transaction, std::vector<EvidenceId> const& ids, Sight sight);

/// What a list asks for; nothing chosen means everything that was not taken out.
struct Filter {
  std::optional<Source> source;
  std::optional<Rung> rung;
  std::optional<ReviewState> review;
  std::optional<bool> expired;
  std::string words;  ///< anywhere in title, what it shows, or number; ASCII capitals or not
};
inline constexpr int page_size = 100;
struct Listed {
  std::vector<Evidence> evidence;  ///< one page, newest number first
  std::int64_t matching;           ///< how many the filter lets through
  std::int64_t total;              ///< how many there are without a filter
};
/// `page` counts from 1. `today` decides what has expired.
Listed list_evidence(db::Transaction& transaction, Filter const& filter, Sight sight, Date today, int page = 1);

/// The counts a summary prints.
struct Brief {
  std::int64_t total, unreviewed, accepted, rejected, expired;
};
Brief brief(db::Transaction& transaction, Sight sight, Date today);

/// Every version of the file, newest first.
std::vector<FileVersion> list_file_versions(db::Transaction& transaction, EvidenceId const& id);

/// Adds every operation of this slice.
void add_operations(operations::Registry& registry);

}  // namespace gt::evidence

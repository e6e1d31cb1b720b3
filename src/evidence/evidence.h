#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/evidence_order.h"
#include "evidence/evidence_record.h"
#include "evidence/evidence_rules.h"
#include "platform/db/db.h"
#include "platform/history/history.h"
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
  std::string words;                             ///< anywhere in title, what it shows, or number; ASCII capitals or not
  std::optional<Date> dated_from{}, dated_to{};  ///< its own day, both ends among them
};
inline constexpr int page_size = 100;
struct Listed {
  std::vector<Evidence> evidence;  ///< one page, in the order asked for
  std::int64_t matching;           ///< how many the filter lets through
  std::int64_t total;              ///< how many there are without a filter
};
/// `page` counts from 1. `today` decides what has expired.
Listed list_evidence(db::Transaction& transaction, Filter const& filter, Sight sight, Date today, int page = 1,
                     Order order = {});
/// Every page of the same.
std::vector<Evidence> list_all_evidence(db::Transaction& transaction, Filter const& filter, Sight sight, Date today,
                                        Order order = {});

/// The counts a summary prints.
struct Brief {
  std::int64_t total, unreviewed, accepted, rejected, expired;
};
Brief brief(db::Transaction& transaction, Sight sight, Date today);

/// Every version of the file, newest first.
std::vector<FileVersion> list_file_versions(db::Transaction& transaction, EvidenceId const& id);

/// Whether the actor may change it: their own, or anyone's when their role is held for everything.
bool may_change(operations::Actor const& actor, Evidence const& evidence);

/// Every state that it has been in, newest first, also of what was taken out; nothing when it is not here or out of
/// sight, and none of the states in which it was restricted for who does not see those. Evidence that is older than the
/// keeping of its states has none until it is changed.
std::vector<history::PastState> states_of(db::Transaction& transaction, EvidenceId const& id, Sight sight);
/// A field of such a state in plain English; empty where its name says enough.
std::string_view label_of_field(std::string_view name);

struct Restoring {
  std::optional<EvidenceId> evidence;
  std::int64_t sequence = 0;           ///< of the state in its history
  std::optional<std::int64_t> newest;  ///< the newest entry that the actor saw; not asked when absent
  std::string why;                     ///< may be empty
};
/// Makes evidence as that state says, as a new change; brings it back when it was taken out. A review stays only where
/// a change of the same kind would leave it, and what is restricted stays so. For operations. Errors: not_found,
/// forbidden, conflict, invalid.
Result<nlohmann::json> restore(operations::Call& call, Restoring const& input);

/// Adds every operation of this slice.
void add_operations(operations::Registry& registry);

}  // namespace gt::evidence

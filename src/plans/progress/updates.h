#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plans/actions/date_changes.h"
#include "plans/plans.h"
#include "platform/db/db.h"

/// Progress updates: what an owner says of an action, and the cycle on which owners are asked. An update is kept for
/// ever; one that was approved never changes, and one that was returned is sent again as another.
namespace gt::plans {

using UpdateCycleId = Id<struct UpdateCycleTag>;
using ProgressUpdateId = Id<struct ProgressUpdateTag>;

struct UpdateCycle {
  UpdateCycleId id;
  std::int64_t number;
  std::string title;
  Date opened_on;
  Date due;                       ///< the day by which owners are asked to have sent theirs
  std::optional<Date> closed_on;  ///< one at a time is open
  std::int64_t version = 1;
  std::optional<Date> period = {}, period_due = {};  ///< by the rule, of one that repeats another
};

/// How far a cycle is. Asked: every action that is not done and has started, and each that has an update already; of a
/// closed cycle, as it stood on the day it closed. An owner is an account, or a role where there is none.
struct CycleCounts {
  std::int64_t asked = 0, sent = 0, approved = 0, outstanding = 0;
  std::int64_t owners_asked = 0, owners_outstanding = 0;
};
struct CountedCycle {
  UpdateCycle cycle;
  CycleCounts counts;
};

struct ProgressUpdate {
  ProgressUpdateId id;
  ActionId action;
  std::optional<UpdateCycleId> cycle;  ///< none when it was sent between cycles
  ActionStatus status;
  std::string was_done;
  std::string changed_for_children, comes_next, help_wanted;  ///< may be empty
  std::string state;                                          ///< "sent", "approved", "returned"
  SomeoneThen written_by;
  Instant written_at;
  std::optional<SomeoneThen> decided_by = {};
  std::optional<Instant> decided_at = {};
  std::string decision_note = {};
  std::int64_t version = 1;
};

/// Newest first.
std::vector<CountedCycle> list_cycles(db::Transaction& transaction, Date today);
/// Newest first, with what they came to as it was kept when they closed.
std::vector<CountedCycle> list_closed_cycles(db::Transaction& transaction);
std::optional<CountedCycle> find_cycle(db::Transaction& transaction, UpdateCycleId const& id, Date today);
std::optional<UpdateCycle> open_cycle(db::Transaction& transaction);
/// The one opened last, closed or not.
std::optional<UpdateCycle> last_cycle(db::Transaction& transaction);
std::int64_t next_cycle_number(db::Transaction& transaction);
void insert_cycle(db::Transaction& transaction, UpdateCycle const& cycle);
/// Keeps what it came to. False when it was closed meanwhile.
bool close_cycle(db::Transaction& transaction, UpdateCycleId const& id, Date day);

inline constexpr int updates_a_page = 100;
/// Newest first.
std::vector<ProgressUpdate> updates_of(db::Transaction& transaction, ActionId const& action, int limit = updates_a_page,
                                       int offset = 0);
/// Of every action of the council, oldest first.
std::vector<ProgressUpdate> updates_in(db::Transaction& transaction, std::string_view state, int limit = updates_a_page,
                                       int offset = 0);
/// Approved from `begin` to before `before`; the theme's actions and its projects'. Oldest first.
std::vector<ProgressUpdate> updates_approved_in_theme(db::Transaction& transaction, ThemeId const& theme, Instant begin,
                                                      Instant before);
std::optional<ProgressUpdate> find_update(db::Transaction& transaction, ProgressUpdateId const& id);
void insert_update(db::Transaction& transaction, ProgressUpdate const& update);
/// False when it was decided meanwhile.
bool decide_update(db::Transaction& transaction, ProgressUpdate const& update);
/// Whether one that was written after this one has been approved already.
bool has_later_approved(db::Transaction& transaction, ProgressUpdate const& update);

/// How far one action is in a cycle.
enum class AskedStage { outstanding, sent, approved };
std::string_view word(AskedStage stage);
std::optional<AskedStage> asked_stage(std::string_view text);

/// An action whose owner is asked for an update.
struct Asked {
  ActionId action;
  std::int64_t number;
  std::string title;
  std::string owner_role;
  std::optional<AccountId> owner_account;
  std::optional<Date> due;
  AskedStage stage;
  std::optional<Date> last_sent;  ///< when anything was last sent about it, in any cycle
};
/// What a list of them asks for; nothing chosen means all.
struct AskedFilter {
  std::optional<AskedStage> stage = {};
  std::optional<std::string> owner = {};  ///< an account's id, or a role where there is no account
  std::optional<std::string> theme = {};  ///< its actions and those of its projects
};
struct AskedList {
  std::vector<Asked> asked;
  std::int64_t matching = 0;
};
/// The same of one owner by account, outstanding alone.
AskedList outstanding_of(db::Transaction& transaction, UpdateCycleId const& cycle, Date today, AccountId const& owner,
                         int limit);

/// Who owns actions that an open cycle asks for: an account, or a role without one.
struct AskedOwner {
  std::string role;  ///< the first by name, where an account owns under several
  std::optional<AccountId> account;
  CycleCounts counts{};

  /// As `AskedFilter::owner` takes it.
  std::string key() const { return account ? account->text() : role; }
};
/// By role, each once.
std::vector<AskedOwner> owners_asked(db::Transaction& transaction, UpdateCycleId const& cycle, Date today);

/// What an open cycle asks for, owner by owner: `limit` rows from `offset`, and all the owners whatever the filter
/// says.
struct AskedPage {
  AskedList list;
  std::vector<AskedOwner> owners;
};
AskedPage asked_in(db::Transaction& transaction, UpdateCycleId const& cycle, Date today, AskedFilter const& filter,
                   int limit = updates_a_page, int offset = 0);
CycleCounts sum_of(std::vector<AskedOwner> const& owners);

}  // namespace gt::plans

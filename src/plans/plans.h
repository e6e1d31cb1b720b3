#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "inspections/inspections.h"
#include "plans/rules/ratings.h"
#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"

/// The contract of the plans slice: ids and what others may read.
namespace gt::plans {

using inspections::FindingId;
using ThemeId = Id<struct ThemeTag>;
using ActionId = Id<struct ActionTag>;
using ProgrammeId = Id<struct ProgrammeTag>;
using RecordId = Id<struct PlanRecordTag>;

/// Who agrees to a new due date.
enum class DatesAgreedBy { manager, board };
/// "manager", "board".
std::string_view word(DatesAgreedBy who);
std::optional<DatesAgreedBy> dates_agreed_by(std::string_view text);

/// The improvement programme; one a council.
struct Programme {
  ProgrammeId id;
  std::string title, vision, target;
  std::optional<Date> start;
  std::string predecessor;   ///< the programme this one follows, and what it left; may be empty
  std::string brag_variant;  ///< which rule of reference/brag_rules.tsv gives the colours
  DatesAgreedBy dates_agreed_by;
  std::int64_t version;
};

struct Theme {
  ThemeId id;
  std::int64_t position;
  std::string title;
  std::string aim;                   ///< what children will notice; may be empty
  std::string lead_role;             ///< who leads it, by role
  std::vector<std::string> aliases;  ///< other names it has gone by
  std::optional<AccountId> lead_account;
  std::int64_t version;
};

/// The rating "delivered".
using ActionStatus = rules::Delivered;
/// "not started", "on track", "at risk", "off track", "done".
std::string_view status_word(ActionStatus status);
std::optional<ActionStatus> action_status(std::string_view text);

/// "action", "milestone" and "deliverable" differ in name only.
inline constexpr std::string_view action_kinds[] = {"action", "milestone", "deliverable"};

struct Action {
  ActionId id;
  std::int64_t number;  ///< stable, never reused
  std::string title;
  std::string owner_role;
  std::optional<Date> start;
  std::optional<Date> first_due;  ///< never overwritten
  std::optional<Date> due;
  ActionStatus status;
  std::string note;
  std::optional<Date> done_on;
  std::int64_t version;
  std::string kind = "action";
  std::string reference = {};  ///< the council's own, as in its tracker; unique where given
  std::optional<AccountId> owner_account = {};
  std::string success = {};              ///< how anyone will know that it worked
  std::string recovery = {};             ///< what will bring it back, when it is at risk or off track
  std::optional<Date> recovery_by = {};  ///< when that will be done
  std::int64_t moves = 0;                ///< agreed changes of the due date
  std::string difference = "none";       ///< the rung agreed: "none", "activity" … "outcome"
  /// Ids of what it belongs to and answers, in order, parted by spaces; themes also by way of its projects. Written by
  /// the links alone, and read only.
  std::string themes = {}, projects = {}, findings = {};
};

/// Past its due date and not done.
bool is_late(Action const& action, Date today);

/// What the plan says of each finding, by finding id.
std::map<std::string, inspections::Coverage> coverage_of_findings(db::Transaction& transaction, Date today);

/// Themes of the transaction's authority, for scoping roles: id and title.
std::vector<Theme> list_themes(db::Transaction& transaction);

/// Anything that the thread can join, by its id alone.
struct Thing {
  std::string kind;  ///< "finding", "theme", "action", "evidence", a record's kind, or "pid"
  std::string id;
  std::string title;
  std::string number;   ///< as printed before the title; may be empty
  std::string address;  ///< its page
  bool is_ended = false;
};

/// At the transaction's authority; nothing when there is no such thing here, or it is evidence out of sight.
std::optional<Thing> find_thing(db::Transaction& transaction, std::string const& id,
                                evidence::Sight sight = evidence::Sight::everything);

/// The action of this number that has not ended.
std::optional<Thing> find_action_numbered(db::Transaction& transaction, std::int64_t number);
/// The records of a kind that have not ended, by number: "risk", "project" … One query. No such kind is a bug.
std::vector<Thing> list_things(db::Transaction& transaction, std::string_view kind);

/// Errors: invalid on `field` when the account may not sign in here.
Result<void> account_is_here(db::Transaction& transaction, std::string const& field, AccountId const& account);

/// On whose wish the next cycle of updates is asked for today, by “cycle next”; nothing when none is due.
std::optional<AccountId> who_repeats_updates(db::Transaction& transaction, Date today);

/// Reads what is kept of a plan from one request to the next, so that the next request finds it.
void read_ahead(db::Transaction& transaction);

/// The whole plan in a line.
struct ProgrammeCounts {
  std::int64_t actions, done, late, soon;  ///< late is against the date that stands; soon is due within `days_ahead`
  std::int64_t late_against_first;         ///< open, and past the date they had first
};
ProgrammeCounts count_programme(db::Transaction& transaction, Date today, int days_ahead);

/// How the actions of a theme stand: what its rating "delivered" rolls up to, and why. Themes without actions are left
/// out. By the theme's id; one query.
struct ThemeDelivered {
  ActionStatus delivered;
  std::string why;  ///< "2 of 7 are off track."
};
std::map<std::string, ThemeDelivered> delivered_by_theme(db::Transaction& transaction, Date today);

/// What was done under a theme, in counts; what stands in its projects with it. A success measure has moved when
/// accepted evidence that is current shows it moved.
struct ThemeProof {
  std::int64_t actions = 0, done = 0;
  std::int64_t measures = 0, moved = 0;
  std::int64_t evidence = 0, audits = 0;  ///< current; each once, whatever it shows
};
/// By the theme's id; themes with nothing are left out. A fixed number of queries.
std::map<std::string, ThemeProof> proof_by_theme(db::Transaction& transaction, evidence::Sight sight, Date today);

}  // namespace gt::plans

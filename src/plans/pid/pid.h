#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plans/actions/date_changes.h"
#include "plans/pid/pid_content.h"
#include "plans/plans.h"
#include "plans/records/records.h"

/// Project initiation documents: the baseline that change is judged against. Written, submitted, approved by a named
/// person, and locked by that; from then on only a change request makes a new version.
namespace gt::plans {

using PidId = Id<struct PidTag>;
using PidVersionId = Id<struct PidVersionTag>;
using PidChangeId = Id<struct PidChangeTag>;

/// The search's kind for it; its id there is the project's.
inline constexpr char const* kPidKind = "pid";

struct Pid {
  PidId id;
  RecordId project;
  std::int64_t project_number = 0;
  std::string project_title = {};
  bool project_is_ended = false;
  std::string state = "draft";                       ///< "draft", "submitted", "returned", "approved"
  std::map<std::string, std::string> sections = {};  ///< words by section key; empty ones are left out
  std::optional<AccountId> approver = {};            ///< who was asked to approve; absent = whoever may
  std::optional<SomeoneThen> submitted_by = {};
  std::optional<Instant> submitted_at = {};
  std::optional<SomeoneThen> decided_by = {};  ///< who approved it or returned it, last
  std::optional<Instant> decided_at = {};
  std::string decision_note = {};
  std::int64_t latest = 0;  ///< number of the newest locked version; 0 before the first approval
  std::int64_t version = 1;

  bool is_locked() const { return state == "approved"; }
  /// Where the words may be written directly.
  bool is_open() const { return state == "draft" || state == "returned"; }
  std::string title() const { return "Initiation document of " + project_title; }
};

/// A locked version. Never changed.
struct PidVersion {
  PidVersionId id;
  PidId pid;
  std::int64_t number;
  PidContent content;
  std::string fingerprint;  ///< SHA-256 of the content, 64 hexadecimal digits
  Instant made_at;
  SomeoneThen asked_by;   ///< who submitted it, or asked for the change
  SomeoneThen agreed_by;  ///< who approved it
  std::string why;        ///< the approver's note, or the reason of the change; may be empty
  std::optional<PidChangeId> change_request;
};

/// A change asked for after approval.
struct PidChange {
  PidChangeId id;
  PidId pid;
  std::int64_t number;                          ///< within the document, from 1
  std::int64_t base;                            ///< the version it was written against
  std::map<std::string, std::string> proposal;  ///< the new words of each section that shall change
  std::string reason;
  SomeoneThen asked_by;
  Instant asked_at;
  std::string state = "asked";  ///< "asked", "accepted", "refused", "withdrawn"
  std::optional<SomeoneThen> decided_by = {};
  std::optional<Instant> decided_at = {};
  std::string decision_note = {};
  std::int64_t version = 1;
};

/// At the transaction's authority; also of a project that was taken out.
std::optional<Pid> find_pid_of(db::Transaction& transaction, RecordId const& project);
std::optional<Pid> find_pid(db::Transaction& transaction, PidId const& id);
/// Of projects in the plan, by the project's number.
std::vector<Pid> list_pids(db::Transaction& transaction);
void insert_pid(db::Transaction& transaction, Pid const& pid);
/// False when someone else changed it first.
bool save_pid(db::Transaction& transaction, Pid const& pid);

/// Newest first.
std::vector<PidVersion> pid_versions(db::Transaction& transaction, PidId const& pid);
void insert_pid_version(db::Transaction& transaction, PidVersion const& version);

/// Newest first.
std::vector<PidChange> pid_changes(db::Transaction& transaction, PidId const& pid);
std::optional<PidChange> find_pid_change(db::Transaction& transaction, PidChangeId const& id);
/// Document ids with the number of the request that waits for a decision.
std::map<std::string, std::int64_t> open_pid_changes(db::Transaction& transaction);
void insert_pid_change(db::Transaction& transaction, PidChange const& change);
/// False when it was decided meanwhile.
bool decide_pid_change(db::Transaction& transaction, PidChange const& change);

/// The records of the project as they stand, for the sections that show them.
std::vector<PidPart> live_parts(db::Transaction& transaction, RecordId const& project);
/// What would be locked if it were approved now: these words, and the records as they stand.
PidContent content_now(db::Transaction& transaction, RecordId const& project,
                       std::map<std::string, std::string> const& sections);
/// The words with those of the proposal in their place; a proposal of nothing takes a section's words away.
std::map<std::string, std::string> with_proposal(std::map<std::string, std::string> sections,
                                                 std::map<std::string, std::string> const& proposal);
/// SHA-256 of the content: the same document gives the same on both engines.
std::string fingerprint_of(PidContent const& content);

}  // namespace gt::plans

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/operations/fields.h"

/// Operations: each verb of the product declared once (name, summary, permission, typed inputs, output, example).
/// The API route, the command, its help, the OpenAPI document, the permission page and the audit entry derive from it.
namespace gt::operations {

/// Where a call came from; printed in the audit entry.
enum class Channel { page, api, command_line, timer };
std::string_view channel_name(Channel channel);

/// One role held at an authority, wide or narrowed to a theme or a body.
struct Grant {
  std::string role;
  std::optional<std::string> theme;  ///< theme id; absent = every theme
  std::optional<std::string> body;   ///< body id; absent = every body
};

/// Who is asking, at which authority, with which roles. Built by people::… from a session, a token or the command line.
struct Actor {
  AccountId account;
  std::string name;  ///< what the audit entry and the page header print: the display name
  AuthorityId authority;
  std::vector<Grant> grants;
  Channel channel = Channel::page;
  std::string request_id;
  /// A token narrower than its owner holds only these permissions; absent = all of the owner's.
  std::optional<std::set<std::string>> only_permissions;
};

/// Whether roles grant permissions: `reference/roles.tsv`, embedded. Throws nothing; unknown names grant nothing.
bool role_grants(std::string_view role, std::string_view permission);
std::vector<std::string> const& all_roles();
std::vector<std::string> const& all_permissions();

/// Whether the actor holds the permission at all, in any scope. For showing or hiding buttons; never the real check.
bool may(Actor const& actor, std::string_view permission);
/// Whether the actor holds it for this theme.
bool may_on_theme(Actor const& actor, std::string_view permission, std::string_view theme);
/// Whether the actor holds it for this body, or for everything.
bool may_on_body(Actor const& actor, std::string_view permission, std::string_view body);

/// One changed thing, for the audit entry. Values are what a person reads; secrets and child references never.
struct Change {
  std::string kind;       ///< "action", "theme", "inspection" …
  std::string subject;    ///< its id
  std::string title;      ///< how a person names it
  nlohmann::json before;  ///< null when made
  nlohmann::json after;   ///< null when removed
};

/// What a running operation may use. Lives as long as the transaction.
class Call {
 public:
  Call(Actor const& actor, db::Transaction& transaction, db::FileStore const& files, Clock const& clock,
       std::string permission);

  Actor const& actor() const { return actor_; }
  db::Transaction& db() { return transaction_; }
  db::FileStore const& files() const { return files_; }
  Instant now() const { return now_; }
  Date today() const { return now_.london_date(); }

  /// An actor whose grant is narrowed to themes may go on only if it covers one of `themes`; a wide grant always may.
  /// A change by a narrowed actor that never asks is refused at the end, before commit. Errors: forbidden.
  Result<void> allow_theme(std::string_view theme);
  Result<void> allow_themes(std::vector<std::string> const& themes);
  /// The same for a body: a grant for it, or for everything. Errors: forbidden.
  Result<void> allow_body(std::string_view body);
  /// The operation concerns the actor's own account only, so that no scope applies.
  void allow_own();

  /// Notes a change for the audit entry; a change operation that notes none writes an entry without details.
  void changed(Change change);

  std::vector<Change> const& changes() const { return changes_; }
  bool scope_settled() const;

 private:
  Actor const& actor_;
  db::Transaction& transaction_;
  db::FileStore const& files_;
  Instant now_;
  std::string permission_;
  bool settled_ = false;
  std::vector<Change> changes_;
};

enum class Kind { read, change };

/// An operation with its input read, ready to run in a transaction.
using Prepared = std::function<Result<nlohmann::json>(Call&)>;

/// The type-erased declaration held by the registry. Made by `declare` (declare.h).
struct Operation {
  std::string name;     ///< "theme add": words of the command; `/api/v1/theme/add` of the route
  std::string summary;  ///< one sentence, imperative
  Kind kind = Kind::change;
  std::string permission;  ///< "plan.edit"; empty = every signed-in account, about itself only
  std::vector<FieldInfo> inputs;
  nlohmann::json output_example;
  /// Reads the input and does what must not hold a transaction open (parsing a file); yields what runs inside it.
  std::function<Result<Prepared>(nlohmann::json const& input)> prepare;
};

class Registry {
 public:
  /// Two operations with one name, or a permission no role table knows, is a bug.
  void add(Operation operation);
  Operation const* find(std::string_view name) const;
  std::vector<Operation> const& all() const { return operations_; }

 private:
  std::vector<Operation> operations_;
};

/// Everything performing needs; one per process.
struct Environment {
  db::Database& database;
  db::FileStore const& files;
  Clock const& clock;
  Registry const& registry;
};

/// The one place: finds the operation, checks the permission, opens the transaction, reads the input, runs, checks
/// that scope was settled, writes the audit entry, commits. `input` is a JSON object; text is accepted for every type
/// (as forms send it). Errors: not_found (no such operation), forbidden, invalid (with fields), conflict, as run gives.
Result<nlohmann::json> perform(Environment const& environment, Actor const& actor, std::string_view name,
                               nlohmann::json const& input);

/// Errors: forbidden when the actor, or the token it came by, may not perform the operation in any scope.
Result<void> check_permission(Actor const& actor, Operation const& operation);

/// The second half of `perform`, for an input already read: permission, transaction, run, scope, audit entry, commit.
Result<nlohmann::json> perform_prepared(Environment const& environment, Actor const& actor, Operation const& operation,
                                        Prepared const& prepared);

/// The one place for reads that fill a page: checks the permission, opens a read transaction at the actor's authority.
/// Errors: forbidden.
Result<void> check_read(Actor const& actor, std::string_view permission);

template <class Function>
auto read(Environment const& environment, Actor const& actor, std::string_view permission, Function&& function)
    -> Result<decltype(function(std::declval<db::Transaction&>()))> {
  TRY(check_read(actor, permission));
  auto transaction = environment.database.read(actor.authority);
  return function(transaction);
}

}  // namespace gt::operations

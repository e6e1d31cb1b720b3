#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"

/// The contract of people: who someone is (password, session, token, command line), which roles they hold where, and
/// the names of accounts and authorities for other slices.
namespace gt::people {

using SessionId = Id<struct SessionTag>;
using GrantId = Id<struct RoleGrantTag>;
using TokenId = Id<struct ApiTokenTag>;

/// A council (or other authority) that this installation holds.
struct AuthorityName {
  AuthorityId id;
  std::string name;          ///< plain: "Northmere"
  std::string display_name;  ///< as printed: "Northmere Council"

  friend bool operator==(AuthorityName const&, AuthorityName const&) = default;
};

// ---- Signing in ----

struct SignIn {
  std::string email;
  std::string password;
  std::string address;     ///< the sender's network address
  std::string request_id;  ///< for the audit entry
};

/// A new session. `token` goes into the cookie and nowhere else; the database keeps its hash.
struct SignedIn {
  std::string token;
  AccountId account;
  AuthorityId authority;
};

/// `error.kind` is forbidden (wrong, and the same words whether or not the account exists, is disabled or has no
/// password) or conflict (too many attempts, or too busy; then `retry_after_seconds` is above 0).
struct SignInRefusal {
  Error error;
  std::int64_t retry_after_seconds = 0;
};

/// Checks the password and opens a session at the first authority where the account holds a role. Attempts are counted
/// before the password is checked, by account and by address, so that many at once gain nothing.
tl::expected<SignedIn, SignInRefusal> authenticate(db::Database& database, Clock const& clock, SignIn const& sign_in);

/// A session as every request needs it.
struct Session {
  SessionId id;
  operations::Actor actor;  ///< channel page; the caller fills in the request id
  std::string email;
  std::string csrf_token;
  AuthorityName authority;
  std::vector<AuthorityName> authorities;  ///< all where the account holds a role, by printed name
  std::string role_words;                  ///< "Programme manager": roles at the current authority
  Instant signed_in;
};

/// The session of a cookie's token, or nothing: unknown, ended, idle for 60 minutes, 12 hours after the password was
/// given, its account disabled, or no role left. Roles are read anew each time. Writes `last_seen` at most once a
/// minute.
std::optional<Session> session_actor(db::Database& database, Clock const& clock, std::string_view token);

/// A new session for someone whose password was just given (after "password change").
SignedIn start_session(db::Database& database, Clock const& clock, AccountId const& account,
                       AuthorityId const& authority, std::string const& address);
void sign_out(db::Database& database, Clock const& clock, std::string_view token);
/// Ends every session of the account.
void sign_out_everywhere(db::Database& database, Clock const& clock, AccountId const& account);

/// Ends the session and opens another at `authority`; the 12 hours run on. Errors: forbidden when the account holds no
/// role there, not_found when the session has ended.
Result<SignedIn> switch_authority(db::Database& database, Clock const& clock, std::string_view token,
                                  AuthorityId const& authority, std::string const& request_id);

// ---- Tokens and the command line ----

/// Who a bearer token speaks for, holding only the token's permissions and only while the owner holds them too; nothing
/// when it is unknown, revoked or expired, or its owner is disabled or has no role left at its authority.
std::optional<operations::Actor> token_actor(db::Database& database, Clock const& clock, std::string_view bearer);

struct CommandLineUser {
  std::optional<std::string> email;      ///< `--as`
  std::string os_user;                   ///< the operating system's name of who runs the command
  std::optional<std::string> authority;  ///< `--authority`: plain or printed name; absent = the first by printed name
};
/// Errors: forbidden, saying what to do, when nobody is named or bound, the account is disabled or holds no role there.
Result<operations::Actor> command_line_actor(db::Database& database, CommandLineUser const& user);

// ---- First steps and one-time links ----

bool has_accounts(db::Database& database);

struct FirstAdministrator {
  std::string authority_name;          ///< "Northmere"
  std::string authority_display_name;  ///< "Northmere Council"
  std::string email;
  std::string name;  ///< how the person is shown
};
struct OneTimeLink {
  std::string token;
  Instant expires;
  /// `/one-time-link?token=…`: a query, because addresses' paths are logged and queries never.
  std::string path() const;
};
struct FirstAdministratorMade {
  AccountId account;
  AuthorityId authority;
  OneTimeLink link;
};
/// The authority, an administrator and a link to choose a password. Errors: conflict when there is an account already;
/// invalid with fields.
Result<FirstAdministratorMade> create_first_administrator(db::Database& database, Clock const& clock,
                                                          FirstAdministrator const& first);

inline constexpr std::int64_t one_time_link_lifetime = 72 * 60 * 60;  ///< seconds

/// A link to choose a password; earlier links of the account stop working. Errors: not_found.
Result<OneTimeLink> create_one_time_link(db::Database& database, Clock const& clock, AccountId const& account,
                                         std::int64_t lifetime_seconds = one_time_link_lifetime);

/// The address a link is for, without using it up (mail scanners open links). Errors: not_found when it is unknown,
/// used or expired; all in the same words.
Result<std::string> one_time_link_email(db::Database& database, Clock const& clock, std::string_view link_token);

/// Sets the password, ends every other session, and signs in. Errors: invalid on field `password`; not_found as above;
/// forbidden when the account holds no role yet (the link stays good).
Result<SignedIn> use_one_time_link(db::Database& database, Clock const& clock, std::string_view link_token,
                                   SignIn const& new_password);

// ---- Names, for other slices; all at the transaction's authority ----

struct AccountName {
  AccountId id;
  std::string name;
  std::string roles;  ///< "Programme manager"

  friend bool operator==(AccountName const&, AccountName const&) = default;
};
/// Accounts that may sign in and hold a role here, by name: for choosing an owner.
std::vector<AccountName> accounts_here(db::Transaction& transaction);
/// Those of them whose roles grant the permission, for everything or for a part, by name.
std::vector<AccountName> accounts_who_may(db::Transaction& transaction, std::string_view permission);
/// The name of an account that belongs here or holds or held a role here; also of a disabled one. Empty when it does
/// not.
std::optional<std::string> account_name(db::Transaction& transaction, AccountId const& account);
/// The same of several, by id; those without a name here are left out. One query, and one more for each that another
/// council manages.
std::map<std::string, std::string> account_names(db::Transaction& transaction, std::set<std::string> const& accounts);
/// The transaction's authority.
AuthorityName authority_here(db::Transaction& transaction);

/// Somebody who may sign in here, with the roles as they stand: for asking what they may see, and for writing to them.
struct Member {
  operations::Actor actor;
  std::string email;
};
/// By name.
std::vector<Member> members_here(db::Transaction& transaction);
/// Nothing when the account may not sign in or holds no role here.
std::optional<Member> member_here(db::Transaction& transaction, AccountId const& account);

/// Every authority of the installation, by printed name; for what runs without anybody signed in.
std::vector<AuthorityName> all_authorities(db::Database& database);

/// Every operation of people.
void add_operations(operations::Registry& registry);

}  // namespace gt::people

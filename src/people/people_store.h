#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/people.h"
#include "platform/db/db.h"

/// Rows of people to values and back. No rules. Functions ending in `_here` are held to the transaction's authority;
/// the others serve sign-in, which must look across authorities.
namespace gt::people::store {

struct Account {
  AccountId id;
  AuthorityId authority;  ///< the one that manages it
  std::string email;
  std::string name;
  std::optional<Instant> disabled;
  Instant created;
  std::int64_t lock_version = 0;
  std::optional<std::string> password_hash;
};

struct Grant {
  GrantId id;
  AccountId account;
  AuthorityId authority;
  std::string role;
  std::optional<std::string> theme;
  std::optional<std::string> body;
};

struct SessionRow {
  SessionId id;
  AccountId account;
  AuthorityId authority;
  std::string address;
  Instant signed_in;
  Instant last_seen;
  std::string account_name;
  std::string email;
};

struct Token {
  TokenId id;
  std::string name;
  std::vector<std::string> permissions;
  Instant created;
  Instant expires;
  std::optional<Instant> last_used;
  std::optional<Instant> revoked;
};

// Accounts
std::optional<Account> account_by_email(db::Transaction& transaction, std::string_view email);
std::optional<Account> account_by_id(db::Transaction& transaction, AccountId const& id);
std::vector<Account> accounts_here(db::Transaction& transaction);
std::optional<Account> account_here(db::Transaction& transaction, AccountId const& id);
void insert_account(db::Transaction& transaction, Account const& account);
void set_password_hash(db::Transaction& transaction, AccountId const& account, std::string const& hash, Instant now);

// Authorities
void insert_authority(db::Transaction& transaction, AuthorityName const& authority, Instant now);
std::optional<AuthorityName> authority_by_name(db::Transaction& transaction, std::string_view name);
/// Where the account holds a role, by printed name.
std::vector<AuthorityName> authorities_of(db::Transaction& transaction, AccountId const& account);

// Roles
struct HeldRole {
  AuthorityName at;
  Grant grant;
};
/// Those of all councils, by the council's printed name. One query.
std::vector<HeldRole> roles_of(db::Transaction& transaction, AccountId const& account);
std::vector<Grant> grants_of(db::Transaction& transaction, AccountId const& account);
std::vector<Grant> grants_here(db::Transaction& transaction);
std::optional<Grant> grant_here(db::Transaction& transaction, GrantId const& id);
void insert_grant(db::Transaction& transaction, Grant const& grant, Instant now);
void end_grant(db::Transaction& transaction, GrantId const& id, Instant now);
/// The authorities that would be left without an administrator (who holds the role for everything and may sign in) if
/// this account gave it up. Waits for others who ask the same, so that two cannot leave at once.
std::vector<AuthorityName> lock_sole_administrations(db::Transaction& transaction, AccountId const& account);

// Sessions
struct NewSession {
  AccountId account;
  AuthorityId authority;
  std::string address;
  Instant signed_in;
  Instant now;
};
/// Opens a session, forgets the account's sessions of more than 30 days ago, and returns the token.
std::string open_session(db::Transaction& transaction, NewSession const& session);
std::optional<SessionRow> session_by_token(db::Transaction& transaction, std::string_view token);
std::vector<SessionRow> sessions_of(db::Transaction& transaction, AccountId const& account, Instant now);
void end_session(db::Transaction& transaction, std::string_view token, Instant now);
void end_sessions(db::Transaction& transaction, AccountId const& account, Instant now);

// API tokens
struct NewToken {
  AccountId account;
  std::string name;
  std::vector<std::string> permissions;
  Instant created;
  Instant expires;
};
struct MadeToken {
  TokenId id;
  std::string token;
};
MadeToken insert_token(db::Transaction& transaction, NewToken const& token);
std::vector<Token> tokens_of(db::Transaction& transaction, AccountId const& account);
void revoke_tokens(db::Transaction& transaction, AccountId const& account, Instant now);

// One-time links
OneTimeLink insert_link(db::Transaction& transaction, AccountId const& account, Instant now, std::int64_t lifetime);
void void_links(db::Transaction& transaction, AccountId const& account, Instant now);

// Sign-in attempts
struct Attempts {
  std::int64_t failures;
  Instant last_failure;
};
std::optional<Attempts> attempts(db::Transaction& transaction, std::string const& subject);
void set_attempts(db::Transaction& transaction, std::string const& subject, Attempts const& attempts);

/// The permissions of a token as kept: parted by spaces.
std::vector<std::string> permissions_from(std::string_view text);

}  // namespace gt::people::store

#include "people/people_store.h"

#include "people/session_rules.h"
#include "people/sql.h"
#include "platform/auth/tokens.h"
#include "platform/core/text.h"

namespace gt::people::store {

namespace {

constexpr std::int64_t one_day = 24 * 60 * 60;

Account account_from(db::Row const& row) {
  return {row.id<AccountId>("id"),
          row.id<AuthorityId>("authority"),
          row.text("email"),
          row.text("name"),
          row.optional_instant("disabled"),
          row.instant("created"),
          row.integer("lock_version"),
          row.optional_text("password_hash")};
}

Grant grant_from(db::Row const& row) {
  return {row.id<GrantId>("id"), row.id<AccountId>("account"), row.id<AuthorityId>("authority"),
          row.text("role"),      row.optional_text("theme"),   row.optional_text("body")};
}

AuthorityName authority_from(db::Row const& row) {
  return {row.id<AuthorityId>("id"), row.text("name"), row.text("display_name")};
}

template <class Value>
std::vector<Value> all(std::vector<db::Row> const& rows, Value (*from)(db::Row const&)) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (auto const& row : rows) values.push_back(from(row));
  return values;
}

template <class Value>
std::optional<Value> one(std::optional<db::Row> const& row, Value (*from)(db::Row const&)) {
  if (!row) return std::nullopt;
  return from(*row);
}

}  // namespace

std::optional<Account> account_by_email(db::Transaction& transaction, std::string_view email) {
  return one(transaction.row(sql::account_by_email, {{"email_key", email_key(email)}}), account_from);
}

std::optional<Account> account_by_id(db::Transaction& transaction, AccountId const& id) {
  return one(transaction.row(sql::account_by_id, {{"account", id}}), account_from);
}

std::vector<Account> accounts_here(db::Transaction& transaction) {
  return all(transaction.rows(sql::accounts_of_authority), account_from);
}

std::optional<Account> account_here(db::Transaction& transaction, AccountId const& id) {
  return one(transaction.row(sql::account_of_authority, {{"account", id}}), account_from);
}

void insert_account(db::Transaction& transaction, Account const& account) {
  transaction.execute(sql::account_insert, {{"id", account.id},
                                            {"home", account.authority},
                                            {"email", account.email},
                                            {"email_key", email_key(account.email)},
                                            {"name", account.name},
                                            {"created", account.created}});
}

void set_password_hash(db::Transaction& transaction, AccountId const& account, std::string const& hash, Instant now) {
  transaction.execute(sql::identity_set, {{"account", account}, {"password_hash", hash}, {"changed", now}});
}

void insert_authority(db::Transaction& transaction, AuthorityName const& authority, Instant now) {
  transaction.execute(
      sql::authority_insert,
      {{"id", authority.id}, {"name", authority.name}, {"display_name", authority.display_name}, {"created", now}});
}

std::optional<AuthorityName> authority_by_name(db::Transaction& transaction, std::string_view name) {
  return one(transaction.row(sql::authority_by_name, {{"name", name}}), authority_from);
}

std::vector<AuthorityName> authorities_of(db::Transaction& transaction, AccountId const& account) {
  return all(transaction.rows(sql::authorities_of_account, {{"account", account}}), authority_from);
}

std::vector<HeldRole> roles_of(db::Transaction& transaction, AccountId const& account) {
  std::vector<HeldRole> out;
  for (auto const& row : transaction.rows(sql::roles_of_account, {{"account", account}})) {
    auto grant = grant_from(row);
    auto const authority = grant.authority;
    out.push_back({{authority, row.text("authority_name"), row.text("authority_display_name")}, std::move(grant)});
  }
  return out;
}

std::vector<Grant> grants_of(db::Transaction& transaction, AccountId const& account) {
  return all(transaction.rows(sql::grants_of_account, {{"account", account}}), grant_from);
}

std::vector<Grant> grants_here(db::Transaction& transaction) {
  return all(transaction.rows(sql::grants_here), grant_from);
}

std::optional<Grant> grant_here(db::Transaction& transaction, GrantId const& id) {
  return one(transaction.row(sql::grant_here, {{"grant", id}}), grant_from);
}

void insert_grant(db::Transaction& transaction, Grant const& grant, Instant now) {
  transaction.execute(sql::grant_insert, {{"id", grant.id},
                                          {"account", grant.account},
                                          {"at", grant.authority},
                                          {"role", grant.role},
                                          {"theme", grant.theme},
                                          {"body", grant.body},
                                          {"created", now}});
}

void end_grant(db::Transaction& transaction, GrantId const& id, Instant now) {
  transaction.execute(sql::grant_end, {{"grant", id}, {"ended", now}});
}

std::vector<AuthorityName> lock_sole_administrations(db::Transaction& transaction, AccountId const& account) {
  transaction.execute(sql::authority_lock, {{"account", account}});
  return all(transaction.rows(sql::sole_administrator_of, {{"account", account}}), authority_from);
}

std::string open_session(db::Transaction& transaction, NewSession const& session) {
  auto token = auth::new_token();
  transaction.execute(sql::sessions_forget,
                      {{"account", session.account}, {"before", session.now.plus_seconds(-30 * one_day)}});
  transaction.execute(sql::session_insert, {{"id", SessionId::fresh()},
                                            {"token_hash", auth::token_hash(token)},
                                            {"account", session.account},
                                            {"at", session.authority},
                                            {"address", session.address},
                                            {"signed_in", session.signed_in},
                                            {"last_seen", session.now}});
  return token;
}

std::optional<SessionRow> session_by_token(db::Transaction& transaction, std::string_view token) {
  auto row = transaction.row(sql::session_by_token, {{"token_hash", auth::token_hash(token)}});
  if (!row) return std::nullopt;
  return SessionRow{row->id<SessionId>("id"),
                    row->id<AccountId>("account"),
                    row->id<AuthorityId>("authority"),
                    row->text("address"),
                    row->instant("signed_in"),
                    row->instant("last_seen"),
                    row->text("name"),
                    row->text("email")};
}

std::vector<SessionRow> sessions_of(db::Transaction& transaction, AccountId const& account, Instant now) {
  std::vector<SessionRow> sessions;
  auto rows =
      transaction.rows(sql::sessions_of_account, {{"account", account},
                                                  {"seen_after", now.plus_seconds(-session_idle_limit)},
                                                  {"signed_in_after", now.plus_seconds(-session_absolute_limit)}});
  for (auto const& row : rows)
    sessions.push_back({row.id<SessionId>("id"), row.id<AccountId>("account"), row.id<AuthorityId>("authority"),
                        row.text("address"), row.instant("signed_in"), row.instant("last_seen"), "", ""});
  return sessions;
}

void end_session(db::Transaction& transaction, std::string_view token, Instant now) {
  transaction.execute(sql::session_end, {{"token_hash", auth::token_hash(token)}, {"now", now}});
}

void end_sessions(db::Transaction& transaction, AccountId const& account, Instant now) {
  transaction.execute(sql::sessions_end, {{"account", account}, {"now", now}});
}

MadeToken insert_token(db::Transaction& transaction, NewToken const& token) {
  MadeToken made{TokenId::fresh(), auth::new_token()};
  std::string permissions;
  for (auto const& permission : token.permissions) permissions += (permissions.empty() ? "" : " ") + permission;
  transaction.execute(sql::token_insert, {{"id", made.id},
                                          {"token_hash", auth::token_hash(made.token)},
                                          {"account", token.account},
                                          {"name", token.name},
                                          {"permissions", permissions},
                                          {"created", token.created},
                                          {"expires", token.expires}});
  return made;
}

std::vector<std::string> permissions_from(std::string_view text) { return split(text, ' '); }

std::vector<Token> tokens_of(db::Transaction& transaction, AccountId const& account) {
  std::vector<Token> tokens;
  for (auto const& row : transaction.rows(sql::tokens_of_account, {{"account", account}}))
    tokens.push_back({row.id<TokenId>("id"), row.text("name"), permissions_from(row.text("permissions")),
                      row.instant("created"), row.instant("expires"), row.optional_instant("last_used"),
                      row.optional_instant("revoked")});
  return tokens;
}

void revoke_tokens(db::Transaction& transaction, AccountId const& account, Instant now) {
  transaction.execute(sql::tokens_revoke, {{"account", account}, {"now", now}});
}

OneTimeLink insert_link(db::Transaction& transaction, AccountId const& account, Instant now, std::int64_t lifetime) {
  void_links(transaction, account, now);
  OneTimeLink link{auth::new_token(), now.plus_seconds(lifetime)};
  transaction.execute(sql::link_insert, {{"token_hash", auth::token_hash(link.token)},
                                         {"account", account},
                                         {"created", now},
                                         {"expires", link.expires}});
  return link;
}

void void_links(db::Transaction& transaction, AccountId const& account, Instant now) {
  transaction.execute(sql::links_void, {{"account", account}, {"now", now}});
}

std::optional<Attempts> attempts(db::Transaction& transaction, std::string const& subject) {
  auto row = transaction.row(sql::attempt_by_subject, {{"subject", subject}});
  if (!row) return std::nullopt;
  return Attempts{row->integer("failures"), row->instant("last_failure")};
}

void set_attempts(db::Transaction& transaction, std::string const& subject, Attempts const& attempts) {
  transaction.execute(sql::attempt_set,
                      {{"subject", subject}, {"failures", attempts.failures}, {"last_failure", attempts.last_failure}});
}

}  // namespace gt::people::store

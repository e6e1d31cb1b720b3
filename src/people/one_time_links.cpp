#include <fmt/format.h>

#include "people/names.h"
#include "people/people.h"
#include "people/people_store.h"
#include "people/records.h"
#include "people/session_rules.h"
#include "people/sign_in_attempts.h"
#include "people/sql.h"
#include "platform/auth/passwords.h"
#include "platform/auth/tokens.h"

namespace gt::people {

namespace {

struct LinkRow {
  AccountId account;
  AuthorityId authority;
  std::string email;
  std::string name;
};

Result<LinkRow> find_link(db::Transaction& transaction, std::string_view token, Instant now) {
  auto row = transaction.row(sql::link_by_hash, {{"token_hash", auth::token_hash(token)}});
  if (!row || now >= row->instant("expires"))
    return refuse(
        ErrorKind::not_found,
        "This link is not good any more: it was used, replaced by a newer one, or is older than its time. Ask "
        "an administrator for a new one.");
  return LinkRow{row->id<AccountId>("account"), row->id<AuthorityId>("authority"), row->text("email"),
                 row->text("name")};
}

}  // namespace

std::string OneTimeLink::path() const { return "/one-time-link?token=" + token; }

bool has_accounts(db::Database& database) {
  auto transaction = database.read(std::nullopt);
  return transaction.row(sql::account_exists).has_value();
}

Result<FirstAdministratorMade> create_first_administrator(db::Database& database, Clock const& clock,
                                                          FirstAdministrator const& first) {
  auto email = TRY(email_from_typed(first.email));
  auto name = TRY(person_name(first.name));
  auto authority_name = TRY(authority_plain_name("authority_name", first.authority_name));
  auto display_name = TRY(authority_display_name("authority_display_name", first.authority_display_name));
  auto now = clock.now();
  auto transaction = database.change(std::nullopt);
  if (transaction.row(sql::account_exists))
    return refuse(ErrorKind::conflict,
                  "This installation has accounts already. An administrator adds more with “user add”.");
  AuthorityName authority{AuthorityId::fresh(), authority_name, display_name};
  if (auto existing = store::authority_by_name(transaction, authority_name)) {
    authority = *existing;
  } else {
    store::insert_authority(transaction, authority, now);
  }
  store::Account account{AccountId::fresh(), authority.id, email, name, std::nullopt, now, 1, std::nullopt};
  store::insert_account(transaction, account);
  store::insert_grant(transaction,
                      {GrantId::fresh(), account.id, authority.id, "administrator", std::nullopt, std::nullopt}, now);
  auto link = store::insert_link(transaction, account.id, now, one_time_link_lifetime);
  record(transaction, {now, authority.id, std::nullopt, operator_name, "user add", "Add the first administrator", ""});
  transaction.commit();
  return FirstAdministratorMade{account.id, authority.id, std::move(link)};
}

Result<OneTimeLink> create_one_time_link(db::Database& database, Clock const& clock, AccountId const& account,
                                         std::int64_t lifetime_seconds) {
  auto transaction = database.change(std::nullopt);
  auto found = store::account_by_id(transaction, account);
  if (!found || found->disabled) return refuse(ErrorKind::not_found, "There is no such account that may sign in.");
  auto now = clock.now();
  auto link = store::insert_link(transaction, account, now, lifetime_seconds);
  record(transaction, {now, found->authority, std::nullopt, operator_name, "password reset-link",
                       "Make a link with which a person chooses a new password", ""});
  transaction.commit();
  return link;
}

Result<std::string> one_time_link_email(db::Database& database, Clock const& clock, std::string_view link_token) {
  auto transaction = database.read(std::nullopt);
  auto link = TRY(find_link(transaction, link_token, clock.now()));
  return link.email;
}

Result<SignedIn> use_one_time_link(db::Database& database, Clock const& clock, std::string_view link_token,
                                   SignIn const& new_password) {
  auto email = TRY(one_time_link_email(database, clock, link_token));
  if (auto fault = auth::password_fault(new_password.password, email)) return refuse_field("password", *fault);
  auto hash = TRY(auth::hash_password(new_password.password));
  auto now = clock.now();
  auto transaction = database.change(std::nullopt);
  auto link = TRY(find_link(transaction, link_token, now));
  auto authorities = store::authorities_of(transaction, link.account);
  if (authorities.empty())
    return refuse(ErrorKind::forbidden,
                  "Your account has no role yet. Ask an administrator to give you one, then open this link again.");
  store::void_links(transaction, link.account, now);
  store::set_password_hash(transaction, link.account, hash, now);
  store::end_sessions(transaction, link.account, now);
  forget_attempts(transaction, link.email);
  auto const& authority = authorities.front().id;
  SignedIn signed_in{store::open_session(transaction, {link.account, authority, new_password.address, now, now}),
                     link.account, authority};
  record(transaction, {now, authority, link.account, link.name, "password set", "Choose a password by a one-time link",
                       new_password.request_id});
  transaction.commit();
  return signed_in;
}

}  // namespace gt::people

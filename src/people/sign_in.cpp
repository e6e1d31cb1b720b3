#include <algorithm>

#include <fmt/format.h>

#include "people/people.h"
#include "people/people_store.h"
#include "people/records.h"
#include "people/session_rules.h"
#include "people/sign_in_attempts.h"
#include "people/sql.h"
#include "people/throttle.h"
#include "platform/auth/passwords.h"
#include "platform/auth/tokens.h"
#include "platform/db/cannot_write.h"

namespace gt::people {

namespace {

std::string minutes_words(std::int64_t seconds) {
  auto minutes = (seconds + 59) / 60;
  return minutes == 1 ? "a minute" : fmt::format("{} minutes", minutes);
}

tl::unexpected<SignInRefusal> refuse_for(std::int64_t seconds) {
  return tl::unexpected<SignInRefusal>(
      {Error{ErrorKind::conflict,
             fmt::format("There were too many attempts to sign in. Wait {} and try again. If you have forgotten the "
                         "password, ask an administrator for a link to choose a new one.",
                         minutes_words(seconds)),
             {}},
       seconds});
}

tl::unexpected<SignInRefusal> refuse_sign_in() {
  return tl::unexpected<SignInRefusal>(
      {Error{ErrorKind::forbidden, "The email address or the password is not right. Check both and try again.", {}},
       0});
}

std::optional<store::Account> find_account(db::Database& database, std::string const& email) {
  auto transaction = database.read(std::nullopt);
  return store::account_by_email(transaction, email);
}

}  // namespace

tl::expected<SignedIn, SignInRefusal> authenticate(db::Database& database, Clock const& clock, SignIn const& sign_in) {
  auto now = clock.now();
  auto counted = count_attempt(database, now, sign_in);
  if (counted.seconds_to_wait > 0) return refuse_for(counted.seconds_to_wait);
  auto account = find_account(database, sign_in.email);
  auto matches = auth::password_matches(account ? account->password_hash : std::nullopt, sign_in.password);
  if (!matches) return tl::unexpected<SignInRefusal>({matches.error(), account_throttle.first_wait});
  if (!*matches || account->disabled) return refuse_sign_in();

  std::optional<std::string> new_hash;
  if (auth::needs_rehash(*account->password_hash)) {
    if (auto hash = auth::hash_password(sign_in.password)) new_hash = *hash;  // too busy: next time will do
  }
  auto transaction = database.change(std::nullopt);
  forgive_attempt(transaction, sign_in, counted);
  // Read again under the lock: it may have been disabled while the password was checked.
  auto current = store::account_by_id(transaction, account->id);
  if (!current || current->disabled || current->password_hash != account->password_hash) return refuse_sign_in();
  auto authorities = store::authorities_of(transaction, account->id);
  if (authorities.empty()) {
    transaction.commit();
    return tl::unexpected<SignInRefusal>(
        {Error{ErrorKind::forbidden, "Your account has no role yet. Ask an administrator to give you one.", {}}, 0});
  }
  if (new_hash) store::set_password_hash(transaction, account->id, *new_hash, now);
  auto const& authority = authorities.front().id;
  SignedIn signed_in{store::open_session(transaction, {account->id, authority, sign_in.address, now, now}), account->id,
                     authority};
  record(transaction, {now, authority, account->id, account->name, "sign in", "Sign in", sign_in.request_id});
  transaction.commit();
  return signed_in;
}

std::optional<Session> session_actor(db::Database& database, Clock const& clock, std::string_view token) {
  if (token.size() != auth::token_length) return std::nullopt;
  auto now = clock.now();
  std::optional<Session> session;
  bool write_last_seen = false;
  {
    auto transaction = database.read(std::nullopt);
    auto row = store::session_by_token(transaction, token);
    if (!row || !session_is_current(row->signed_in, row->last_seen, now)) return std::nullopt;
    auto held = store::roles_of(transaction, row->account);
    std::vector<AuthorityName> authorities;
    for (auto const& each : held)
      if (authorities.empty() || authorities.back().id != each.at.id) authorities.push_back(each.at);
    if (authorities.empty()) return std::nullopt;
    // The role at the session's authority may have been taken away meanwhile.
    auto at = std::find_if(authorities.begin(), authorities.end(),
                           [&](auto const& each) { return each.id == row->authority; });
    auto authority = at == authorities.end() ? authorities.front() : *at;
    operations::Actor actor{row->account, row->account_name, authority.id, {}, operations::Channel::page, "", {}};
    std::vector<std::string> roles;
    for (auto& [at_council, grant] : held) {
      if (at_council.id != authority.id) continue;
      roles.push_back(grant.role);
      actor.grants.push_back({std::move(grant.role), std::move(grant.theme), std::move(grant.body)});
    }
    write_last_seen = now >= row->last_seen.plus_seconds(last_seen_step);
    session = Session{row->id,
                      std::move(actor),
                      row->email,
                      auth::csrf_token(token),
                      std::move(authority),
                      std::move(authorities),
                      role_words(std::move(roles)),
                      row->signed_in};
  }
  if (write_last_seen) {
    try {
      auto transaction = database.change(std::nullopt);
      transaction.execute(sql::session_seen, {{"session", session->id}, {"now", now}});
      transaction.commit();
    } catch (db::CannotWrite const&) {  // nobody is kept from reading because the disk is full
      return session;
    }
  }
  return session;
}

SignedIn start_session(db::Database& database, Clock const& clock, AccountId const& account,
                       AuthorityId const& authority, std::string const& address) {
  auto now = clock.now();
  auto transaction = database.change(std::nullopt);
  SignedIn signed_in{store::open_session(transaction, {account, authority, address, now, now}), account, authority};
  transaction.commit();
  return signed_in;
}

void sign_out(db::Database& database, Clock const& clock, std::string_view token) {
  auto transaction = database.change(std::nullopt);
  store::end_session(transaction, token, clock.now());
  transaction.commit();
}

void sign_out_everywhere(db::Database& database, Clock const& clock, AccountId const& account) {
  auto transaction = database.change(std::nullopt);
  store::end_sessions(transaction, account, clock.now());
  transaction.commit();
}

Result<SignedIn> switch_authority(db::Database& database, Clock const& clock, std::string_view token,
                                  AuthorityId const& authority, std::string const& request_id) {
  auto now = clock.now();
  auto transaction = database.change(std::nullopt);
  auto row = store::session_by_token(transaction, token);
  if (!row || !session_is_current(row->signed_in, row->last_seen, now))
    return refuse(ErrorKind::not_found, "You are no longer signed in. Sign in again.");
  auto authorities = store::authorities_of(transaction, row->account);
  if (std::none_of(authorities.begin(), authorities.end(), [&](auto const& each) { return each.id == authority; }))
    return refuse(ErrorKind::forbidden, "You hold no role there. Ask one of its administrators.");
  store::end_session(transaction, token, now);
  SignedIn signed_in{store::open_session(transaction, {row->account, authority, row->address, row->signed_in, now}),
                     row->account, authority};
  record(transaction,
         {now, authority, row->account, row->account_name, "authority switch", "Switch to this authority", request_id});
  transaction.commit();
  return signed_in;
}

}  // namespace gt::people

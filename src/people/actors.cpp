#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "people/people.h"
#include "people/people_store.h"
#include "people/session_rules.h"
#include "people/sql.h"
#include "platform/auth/tokens.h"
#include "platform/core/text.h"
#include "platform/db/cannot_write.h"

namespace gt::people {

namespace {

std::vector<operations::Grant> grants_at(db::Transaction& transaction, AccountId const& account,
                                         AuthorityId const& authority) {
  std::vector<operations::Grant> grants;
  for (auto& grant : store::grants_of(transaction, account))
    if (grant.authority == authority)
      grants.push_back({std::move(grant.role), std::move(grant.theme), std::move(grant.body)});
  return grants;
}

Result<store::Account> command_line_account(db::Transaction& transaction, CommandLineUser const& user) {
  if (user.email) {
    auto account = store::account_by_email(transaction, *user.email);
    if (account) return *std::move(account);
    return refuse(ErrorKind::forbidden,
                  fmt::format("No account has the email address “{}”. Check the spelling after --as.", *user.email));
  }
  auto binding = transaction.row(sql::os_user_account, {{"os_user", user.os_user}});
  if (!binding)
    return refuse(ErrorKind::forbidden,
                  fmt::format("The operating-system user “{}” is not bound to an account. Say who you act for with "
                              "--as EMAIL, or ask an administrator to bind it with “os-user bind”.",
                              user.os_user));
  auto account = store::account_by_id(transaction, binding->id<AccountId>("account"));
  ENSURE(account.has_value());
  return *std::move(account);
}

}  // namespace

std::optional<operations::Actor> token_actor(db::Database& database, Clock const& clock, std::string_view bearer) {
  if (bearer.size() != auth::token_length) return std::nullopt;
  auto now = clock.now();
  std::optional<operations::Actor> actor;
  std::string id;
  bool write_last_used = false;
  {
    auto transaction = database.read(std::nullopt);
    auto row = transaction.row(sql::token_by_hash, {{"token_hash", auth::token_hash(bearer)}});
    if (!row || now >= row->instant("expires")) return std::nullopt;
    auto account = row->id<AccountId>("account");
    auto authority = row->id<AuthorityId>("authority");
    auto grants = grants_at(transaction, account, authority);
    if (grants.empty()) return std::nullopt;
    auto permissions = store::permissions_from(row->text("permissions"));
    actor = operations::Actor{account,
                              row->text("account_name"),
                              authority,
                              std::move(grants),
                              operations::Channel::api,
                              "",
                              std::set<std::string>(permissions.begin(), permissions.end())};
    id = row->text("id");
    auto last_used = row->optional_instant("last_used");
    write_last_used = !last_used || now >= last_used->plus_seconds(last_seen_step);
  }
  if (write_last_used) {
    try {
      auto transaction = database.change(std::nullopt);
      transaction.execute(sql::token_used, {{"token", id}, {"now", now}});
      transaction.commit();
    } catch (db::CannotWrite const&) {  // nobody is kept from reading because the disk is full
      return actor;
    }
  }
  return actor;
}

Result<operations::Actor> command_line_actor(db::Database& database, CommandLineUser const& user) {
  auto transaction = database.read(std::nullopt);
  auto account = TRY(command_line_account(transaction, user));
  if (account.disabled)
    return refuse(ErrorKind::forbidden,
                  fmt::format("The account {} is disabled. Use another, or ask an administrator.", account.email));
  auto authorities = store::authorities_of(transaction, account.id);
  if (authorities.empty())
    return refuse(ErrorKind::forbidden,
                  fmt::format("The account {} holds no role. Ask an administrator to give it one.", account.email));
  auto at = authorities.begin();
  if (user.authority) {
    auto wanted = lower_case(*user.authority);
    at = std::find_if(authorities.begin(), authorities.end(), [&](auto const& each) {
      return lower_case(each.name) == wanted || lower_case(each.display_name) == wanted;
    });
    if (at == authorities.end())
      return refuse(ErrorKind::forbidden,
                    fmt::format("The account {} holds no role at “{}”. “authority list” names those where it does.",
                                account.email, *user.authority));
  }
  auto grants = grants_at(transaction, account.id, at->id);
  return operations::Actor{account.id, account.name, at->id, std::move(grants), operations::Channel::command_line, "",
                           {}};
}

std::vector<AccountName> accounts_here(db::Transaction& transaction) {
  std::vector<AccountName> accounts;
  std::vector<std::string> roles;
  auto finish = [&] {
    if (!accounts.empty()) accounts.back().roles = role_words(std::exchange(roles, {}));
  };
  for (auto const& row : transaction.rows(sql::accounts_with_roles_here)) {
    auto id = row.id<AccountId>("id");
    if (accounts.empty() || accounts.back().id != id) {
      finish();
      accounts.push_back({id, row.text("name"), ""});
    }
    roles.push_back(row.text("role"));
  }
  finish();
  return accounts;
}

std::vector<AccountName> accounts_who_may(db::Transaction& transaction, std::string_view permission) {
  std::set<AccountId> able;
  for (auto const& row : transaction.rows(sql::accounts_with_roles_here))
    if (operations::role_grants(row.text("role"), permission)) able.insert(row.id<AccountId>("id"));
  auto accounts = accounts_here(transaction);
  std::erase_if(accounts, [&](auto const& each) { return !able.contains(each.id); });
  return accounts;
}

std::map<std::string, std::string> account_names(db::Transaction& transaction, std::set<std::string> const& accounts) {
  std::map<std::string, std::string> out;
  if (accounts.empty()) return out;
  transaction.each(sql::account_names, {}, [&](db::Row const& row) {
    auto id = row.text("id");
    if (accounts.contains(id)) out.emplace(std::move(id), row.text("name"));
  });
  for (auto const& id : accounts)
    if (!out.contains(id))
      if (auto name = account_name(transaction, AccountId::trusted(id))) out.emplace(id, *std::move(name));
  return out;
}

std::optional<std::string> account_name(db::Transaction& transaction, AccountId const& account) {
  auto row = transaction.row(sql::account_name_here, {{"account", account}});
  if (!row) return std::nullopt;
  return row->text("name");
}

namespace {

// Whoever acts through it must be asked on a page, by a token or a command; this only answers what they may.
Member member_from(store::Account const& account, AuthorityId const& authority) {
  return {{account.id, account.name, authority, {}, operations::Channel::page, "", {}}, account.email};
}

}  // namespace

std::vector<Member> members_here(db::Transaction& transaction) {
  auto const& here = transaction.authority();
  ENSURE(here.has_value());
  std::vector<Member> members;
  for (auto const& account : store::accounts_here(transaction))
    if (!account.disabled) members.push_back(member_from(account, *here));
  std::map<AccountId, std::size_t> place;
  for (std::size_t i = 0; i < members.size(); ++i) place.emplace(members[i].actor.account, i);
  for (auto& grant : store::grants_here(transaction)) {
    auto found = place.find(grant.account);
    if (found != place.end())
      members[found->second].actor.grants.push_back(
          {std::move(grant.role), std::move(grant.theme), std::move(grant.body)});
  }
  std::erase_if(members, [](Member const& each) { return each.actor.grants.empty(); });
  return members;
}

std::optional<Member> member_here(db::Transaction& transaction, AccountId const& account) {
  auto const& here = transaction.authority();
  ENSURE(here.has_value());
  auto found = store::account_here(transaction, account);
  if (!found || found->disabled) return std::nullopt;
  auto member = member_from(*found, *here);
  member.actor.grants = grants_at(transaction, account, *here);
  if (member.actor.grants.empty()) return std::nullopt;
  return member;
}

std::vector<AuthorityName> all_authorities(db::Database& database) {
  std::vector<AuthorityName> authorities;
  auto transaction = database.read(std::nullopt);
  for (auto const& row : transaction.rows(sql::all_authorities))
    authorities.push_back({row.id<AuthorityId>("id"), row.text("name"), row.text("display_name")});
  return authorities;
}

AuthorityName authority_here(db::Transaction& transaction) {
  auto row = transaction.row(sql::authority_here);
  ENSURE(row.has_value());
  return {row->id<AuthorityId>("id"), row->text("name"), row->text("display_name")};
}

}  // namespace gt::people

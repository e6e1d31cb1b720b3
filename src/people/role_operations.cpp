#include "people/people_operations.h"
#include "platform/operations/declare.h"

namespace gt::people {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Fields;
using operations::Kind;

namespace {

struct GrantRole {
  std::optional<AccountId> account;
  std::string role;
  std::optional<std::string> theme;
  std::optional<std::string> body;
};

Result<json> grant_role(Call& call, GrantRole const& input) {
  auto person = TRY(person_here(call.db(), *input.account));
  auto grant = TRY(give_role(call, person.account.id, {input.role, input.theme, input.body}));
  call.changed({"role", grant.id.text(), person.account.name, nullptr, {{"role", grant_words(grant)}}});
  return json{{"grant", grant.id.text()}};
}

struct RevokeRole {
  std::optional<GrantId> grant;
};

Result<json> revoke_role(Call& call, RevokeRole const& input) {
  auto grant = store::grant_here(call.db(), *input.grant);
  if (!grant) return refuse(ErrorKind::not_found, "Nobody here holds that role any more. Look at the person’s page.");
  if (grant->role == "administrator") TRY(keep_an_administrator_here(call, grant->account));
  auto account = store::account_by_id(call.db(), grant->account);
  ENSURE(account.has_value());
  store::end_grant(call.db(), grant->id, call.now());
  call.changed({"role", grant->id.text(), account->name, {{"role", grant_words(*grant)}}, nullptr});
  return json{{"grant", grant->id.text()}};
}

}  // namespace

void add_role_operations(operations::Registry& registry) {
  json const out = {{"grant", "h7j2k9m4n6p3q8r5"}};
  Fields<GrantRole> grant_fields{
      field("account", &GrantRole::account, "The account", "p4r7s2t9v3w6x8y5").required(),
      field("role", &GrantRole::role, "The role", "theme lead").required().choices(operations::all_roles()),
      field("theme", &GrantRole::theme, "The theme the role is for; empty for all", nullptr),
      field("body", &GrantRole::body, "The board or committee the role is for; empty for all", nullptr)};
  registry.add(declare<GrantRole>("role grant", "Give a person a role, for everything or for one theme or body",
                                  Kind::change, "people.manage", std::move(grant_fields), out, &grant_role));
  Fields<RevokeRole> revoke_fields{
      field("grant", &RevokeRole::grant, "The role as “user list” names it", "h7j2k9m4n6p3q8r5").required()};
  registry.add(declare<RevokeRole>("role revoke", "Take a role from a person", Kind::change, "people.manage",
                                   std::move(revoke_fields), out, &revoke_role));
}

}  // namespace gt::people

#include "people/people_operations.h"

#include <algorithm>

#include <fmt/format.h>

namespace gt::people {

using operations::Call;

void add_operations(operations::Registry& registry) {
  add_authority_operations(registry);
  add_user_operations(registry);
  add_role_operations(registry);
  add_own_operations(registry);
  add_token_operations(registry);
}

Result<void> refuse_tokens(Call const& call) {
  if (!call.actor().only_permissions) return {};
  return refuse(ErrorKind::forbidden,
                "A token cannot do this. Sign in with your password and do it from your account page.");
}

namespace {

tl::unexpected<Error> refuse_last(AuthorityName const& authority) {
  return refuse(ErrorKind::conflict,
                fmt::format("This is the last administrator of {}. Make someone else an administrator first.",
                            authority.display_name));
}

Result<std::optional<std::string>> scope_id(std::string field, std::optional<std::string> const& text) {
  if (!text || text->empty()) return std::optional<std::string>{};
  if (!is_opaque_id(*text))
    return refuse_field(std::move(field), "Choose one from the list, or leave it empty for all.");
  return text;
}

bool is_same(store::Grant const& a, store::Grant const& b) {
  return a.role == b.role && a.theme == b.theme && a.body == b.body;
}

}  // namespace

Result<void> keep_an_administrator(Call& call, AccountId const& account) {
  auto left_alone = store::lock_sole_administrations(call.db(), account);
  if (!left_alone.empty()) return refuse_last(left_alone.front());
  return {};
}

Result<void> keep_an_administrator_here(Call& call, AccountId const& account) {
  for (auto const& authority : store::lock_sole_administrations(call.db(), account))
    if (authority.id == call.actor().authority) return refuse_last(authority);
  return {};
}

Result<store::Grant> give_role(Call& call, AccountId const& account, RoleInput const& input) {
  store::Grant grant{GrantId::fresh(), account, call.actor().authority, input.role, {}, {}};
  grant.theme = TRY(scope_id("theme", input.theme));
  grant.body = TRY(scope_id("body", input.body));
  if (grant.theme && grant.body) return refuse_field("body", "Choose a theme or a body, not both.");
  if (grant.role == "administrator" && (grant.theme || grant.body))
    return refuse_field("role", "An administrator looks after every account; leave theme and body empty.");
  for (auto const& held : store::grants_of(call.db(), account))
    if (held.authority == grant.authority && is_same(held, grant))
      return refuse(ErrorKind::conflict, "This person holds that role already.");
  store::insert_grant(call.db(), grant, call.now());
  return grant;
}

}  // namespace gt::people

#pragma once

#include <string>

#include "people/people_views.h"
#include "platform/operations/operations.h"

namespace gt::people {

void add_authority_operations(operations::Registry& registry);
void add_user_operations(operations::Registry& registry);
void add_role_operations(operations::Registry& registry);
void add_own_operations(operations::Registry& registry);
void add_token_operations(operations::Registry& registry);

/// A token may not be used for what concerns its owner's own sign-in, or a stolen one could make itself permanent.
/// Errors: forbidden.
Result<void> refuse_tokens(operations::Call const& call);

/// Errors: conflict when the account is the last administrator of an authority: all of them, or only this one.
Result<void> keep_an_administrator(operations::Call& call, AccountId const& account);
Result<void> keep_an_administrator_here(operations::Call& call, AccountId const& account);

/// A role to be given. `theme` and `body` are ids; only their form can be checked here. Errors: invalid with fields.
struct RoleInput {
  std::string role;
  std::optional<std::string> theme;
  std::optional<std::string> body;
};
Result<store::Grant> give_role(operations::Call& call, AccountId const& account, RoleInput const& input);

}  // namespace gt::people

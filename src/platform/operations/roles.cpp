#include <algorithm>
#include <map>

#include "operations/roles_text.h"
#include "platform/core/text.h"
#include "platform/operations/operations.h"

namespace gt::operations {

namespace {

struct Roles {
  std::map<std::string, std::set<std::string>, std::less<>> permissions_by_role;
  std::vector<std::string> names;
  std::vector<std::string> permissions;
};

// reference/roles.tsv: role, summary, permissions parted by spaces; the first line without `#` is not a header.
Roles read_roles() {
  Roles roles;
  for (auto const& line : split_lines(embedded::roles)) {
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    ENSURE(cells.size() == 3);
    roles.names.push_back(cells[0]);
    for (auto const& permission : split(cells[2], ' ')) {
      roles.permissions_by_role[cells[0]].insert(permission);
      if (std::find(roles.permissions.begin(), roles.permissions.end(), permission) == roles.permissions.end())
        roles.permissions.push_back(permission);
    }
  }
  return roles;
}

Roles const& roles() {
  static Roles const loaded = read_roles();
  return loaded;
}

bool token_allows(Actor const& actor, std::string_view permission) {
  return !actor.only_permissions || actor.only_permissions->contains(std::string(permission));
}

}  // namespace

bool role_grants(std::string_view role, std::string_view permission) {
  auto found = roles().permissions_by_role.find(role);
  return found != roles().permissions_by_role.end() && found->second.contains(std::string(permission));
}

std::vector<std::string> const& all_roles() { return roles().names; }
std::vector<std::string> const& all_permissions() { return roles().permissions; }

bool may(Actor const& actor, std::string_view permission) {
  return token_allows(actor, permission) &&
         std::any_of(actor.grants.begin(), actor.grants.end(),
                     [&](Grant const& grant) { return role_grants(grant.role, permission); });
}

bool may_on_theme(Actor const& actor, std::string_view permission, std::string_view theme) {
  return token_allows(actor, permission) &&
         std::any_of(actor.grants.begin(), actor.grants.end(), [&](Grant const& grant) {
           if (grant.body || !role_grants(grant.role, permission)) return false;
           return !grant.theme || *grant.theme == theme;
         });
}

bool may_on_body(Actor const& actor, std::string_view permission, std::string_view body) {
  return token_allows(actor, permission) &&
         std::any_of(actor.grants.begin(), actor.grants.end(), [&](Grant const& grant) {
           if (grant.theme || !role_grants(grant.role, permission)) return false;
           return !grant.body || *grant.body == body;
         });
}

}  // namespace gt::operations

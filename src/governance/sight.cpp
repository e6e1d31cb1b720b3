#include <algorithm>

#include "governance/governance.h"
#include "governance/sql.h"

namespace gt::governance {

void Sight::add_to(db::Params& params) const {
  params.push_back({"sees_all", sees_all_});
  params.push_back({"sees_bodies", bodies_});
}

Sight sight_of(db::Transaction& transaction, operations::Actor const& actor, Date today) {
  std::string bodies;
  auto add = [&](std::string const& body) { bodies += (bodies.empty() ? "" : " ") + body; };
  for (auto const& grant : actor.grants) {
    if (!grant.theme && !grant.body && operations::role_grants(grant.role, "board.private"))
      return Sight::of_everything();
    if (grant.body && operations::role_grants(grant.role, "board.view")) add(*grant.body);
  }
  for (auto const& row : transaction.rows(sql::list_bodies_of_member, {{"account", actor.account}, {"today", today}}))
    add(row.text("body"));
  return Sight::of_bodies(std::move(bodies));
}

}  // namespace gt::governance

#include "app/plan_sources.h"

#include "funding/outside_parts.h"
#include "governance/said_of_things.h"

namespace gt::app {

namespace {

std::vector<plans::OutsideTask> promises(db::Transaction& transaction, operations::Actor const& person, Date today) {
  std::vector<plans::OutsideTask> out;
  for (auto const& each : governance::promises_to_answer(transaction, person, today))
    out.push_back({each.title, each.text("owner_role").empty() ? each.text("promised_by") : each.text("owner_role"),
                   each.address(), each.date("due")});
  return out;
}

plans::BoardWords boards(db::Transaction& transaction, operations::Actor const& reader,
                         std::vector<std::string> const& things, Date today) {
  plans::BoardWords out;
  auto const said = governance::said_of_things(transaction, reader, things, today);
  out.is_all = said.is_all;
  for (auto const& each : said.newest)
    out.newest.push_back({records::capital(each.kind), each.title, each.address, each.body, each.on,
                          each.standing.empty() ? "" : records::capital(each.standing), each.is_late});
  return out;
}

}  // namespace

plans::Outside plan_sources() {
  return {&promises, &boards, &funding::resources_of_theme, &funding::money_naming_risk};
}

}  // namespace gt::app

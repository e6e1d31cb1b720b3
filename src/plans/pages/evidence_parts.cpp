#include "plans/pages/thing_parts.h"
#include "plans/plan_pages.h"
#include "plans/thread/links.h"

namespace gt::plans {

html::Html evidence_serves(pages::PageCall const& call, evidence::EvidenceId const& evidence) {
  struct Loaded {
    std::optional<Thing> thing;
    Joins joins;
    std::vector<std::string> themes;
  };
  auto sight = evidence::sight_of(call.actor());
  auto loaded = call.read("plan.view", [&](db::Transaction& transaction) {
    Loaded out{find_thing(transaction, evidence.text(), sight), {}, {}};
    if (out.thing) out.joins = read_joins(transaction, *out.thing, sight);
    out.themes = themes_reaching(transaction, evidence.text());
    return out;
  });
  if (!loaded || !loaded->thing) return {};
  return joins_part(call, *loaded->thing, loaded->joins, may_on_thing(call, "action.edit", loaded->themes));
}

Result<void> link_evidence(pages::PageCall& call, evidence::EvidenceId const& evidence, std::string const& target) {
  auto colon = target.find(':');
  if (colon == std::string::npos) return refuse(ErrorKind::invalid, "What it was added for is not in the plan.");
  TRY(call.perform("evidence link", {{"of", target.substr(colon + 1)}, {"evidence", evidence.text()}}));
  return {};
}

}  // namespace gt::plans

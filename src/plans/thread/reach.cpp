#include "plans/thread/reach.h"

#include <algorithm>
#include <set>

#include "evidence/evidence.h"
#include "people/people.h"
#include "plans/pid/pid.h"
#include "plans/plan_store.h"
#include "plans/records/records.h"
#include "plans/sql.h"
#include "plans/thread/links.h"
#include "platform/db/id_list.h"

namespace gt::plans {

using nlohmann::json;

namespace {

Thing theme_or_action_of(db::Row const& row, std::string const& id) {
  auto kind = row.text("kind");
  return {kind,
          id,
          row.text("title"),
          kind == "action" ? std::to_string(row.integer("number")) : "",
          (kind == "action" ? "/actions/" : "/themes/") + id,
          row.flag("is_ended")};
}

std::optional<Thing> theme_or_action(db::Transaction& transaction, std::string const& id) {
  auto row = transaction.row(sql::find_theme_or_action, {{"id", id}});
  return row ? std::optional(theme_or_action_of(*row, id)) : std::nullopt;
}

Thing thing_of_record(Record const& record) {
  return {record.kind->word,
          record.id.text(),
          record.title,
          std::to_string(record.number),
          record.kind->address + "/" + record.id.text(),
          record.is_ended};
}

}  // namespace

std::optional<Thing> find_action_numbered(db::Transaction& transaction, std::int64_t number) {
  auto const row = transaction.row(sql::find_action_by_number, {{"number", number}});
  return row ? theme_or_action(transaction, row->text("id")) : std::nullopt;
}

std::vector<Thing> list_things(db::Transaction& transaction, std::string_view kind) {
  auto const* known = find_record_kind(kind);
  ENSURE(known != nullptr);
  std::vector<Thing> out;
  for (auto const& each : list_records(transaction, *known)) out.push_back(thing_of_record(each));
  return out;
}

std::optional<Thing> find_thing(db::Transaction& transaction, std::string const& id, evidence::Sight sight) {
  if (auto found = theme_or_action(transaction, id)) return found;
  if (auto record = find_record(transaction, id)) return thing_of_record(*record);
  if (auto finding = inspections::find_finding(transaction, FindingId::trusted(id)))
    return Thing{"finding",         id,   finding->title, std::to_string(finding->number.value_or(finding->position)),
                 "/findings/" + id, false};
  auto evidence = evidence::find_many(transaction, {evidence::EvidenceId::trusted(id)}, sight);
  if (evidence.empty()) {
    auto pid = find_pid(transaction, PidId::trusted(id));
    if (!pid) return std::nullopt;
    auto address = "/projects/" + pid->project.text() + "/pid";
    return Thing{std::string(kPidKind), id, pid->title(), "", std::move(address), pid->project_is_ended};
  }
  auto const& each = evidence.front();
  return Thing{"evidence", id, each.title, std::to_string(each.number), "/evidence/" + id, each.ended.has_value()};
}

std::vector<std::string> themes_reaching(db::Transaction& transaction, std::string const& id) {
  std::set<std::string> seen, themes;
  std::vector<std::string> waiting{id};
  while (!waiting.empty()) {
    auto each = std::move(waiting.back());
    waiting.pop_back();
    if (!seen.insert(each).second) continue;
    auto thing = find_thing(transaction, each);
    if (!thing) continue;
    if (thing->kind == "theme") {
      themes.insert(each);
      continue;
    }
    for (auto const& link : links_to(transaction, each))
      if (link.relation != waits_for) waiting.push_back(link.from_id);
    if (auto record = find_record(transaction, each); record && record->parent) waiting.push_back(*record->parent);
  }
  return {themes.begin(), themes.end()};
}

std::map<std::string, std::vector<Thing>> gaps_below(db::Transaction& transaction, std::set<std::string> const& ids) {
  std::map<std::string, std::vector<Thing>> out;
  if (ids.empty()) return out;
  for (auto const& row : transaction.rows(sql::list_gaps_below, {{"ids", db::id_list(ids)}}))
    out[row.text("from_id")].push_back(theme_or_action_of(row, row.text("id")));
  return out;
}

json links_json(db::Transaction& transaction, std::string const& id, evidence::Sight sight) {
  auto rows = json::array();
  auto add = [&](std::string_view relation, std::string const& kind, std::string const& other) {
    auto thing = find_thing(transaction, other, sight);
    if (!thing && kind == "evidence" && find_thing(transaction, other)) return;
    rows.push_back({{"relation", relation},
                    {"kind", kind},
                    {"id", other},
                    {"title", thing ? json(thing->title) : json(nullptr)},
                    {"ended", !thing || thing->is_ended}});
  };
  for (auto const& link : links_to(transaction, id)) {
    auto const* rule = find_link_rule(link.from_kind, link.to_kind, link.relation);
    add(rule != nullptr ? rule->back : std::string_view(link.relation), link.from_kind, link.from_id);
  }
  for (auto const& link : links_from(transaction, id)) add(link.relation, link.to_kind, link.to_id);
  return rows;
}

Result<void> account_is_here(db::Transaction& transaction, std::string const& field, AccountId const& account) {
  auto here = people::accounts_here(transaction);
  if (std::none_of(here.begin(), here.end(), [&](auto const& each) { return each.id == account; }))
    return refuse_field(field, "That account does not hold a role here. Choose one from the list.");
  return {};
}

}  // namespace gt::plans

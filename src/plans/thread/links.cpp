#include "plans/thread/links.h"

#include <algorithm>
#include <set>

#include "plans/lists/action_lists.h"
#include "plans/sql.h"
#include "platform/db/id_list.h"

namespace gt::plans {

namespace {

std::vector<ThreadLink> links_of(std::vector<db::Row> const& rows) {
  std::vector<ThreadLink> out;
  out.reserve(rows.size());
  for (auto const& row : rows)
    out.push_back(
        {row.text("from_kind"), row.text("from_id"), row.text("relation"), row.text("to_kind"), row.text("to_id")});
  return out;
}

// Lists read what an action belongs to from beside it.
void place_what_it_joins(db::Transaction& transaction, std::string_view from_kind, std::string_view to_kind,
                         std::string const& to_id) {
  bool is_place = from_kind == "theme" || from_kind == "project" || from_kind == "finding";
  if (to_kind == "action" && is_place) place_actions(transaction, to_id);
  if (from_kind == "theme" && to_kind == "project") place_actions(transaction, to_id);
}

}  // namespace

std::vector<LinkRule> const& link_rules() {
  static std::vector<LinkRule> const rules{
      {"finding", "answered by", "theme", "answers"},
      {"finding", "answered by", "project", "answers"},
      {"finding", "answered by", "action", "answers"},
      {"goal", "served by", "theme", "serves"},
      {"goal", "served by", "project", "serves"},
      {"goal", "served by", "objective", "serves"},
      {"theme", "answered by", "project", "belongs to"},
      {"theme", "answered by", "action", "belongs to"},
      {"stage", "holds", "theme", "falls in"},
      {"stage", "holds", "project", "falls in"},
      {"stage", "holds", "action", "falls in"},
      {"project", "answered by", "action", "belongs to"},
      {"objective", "answered by", "action", "serves"},
      {"theme", "threatened by", "risk", "threatens"},
      {"project", "threatened by", "risk", "threatens"},
      {"action", "threatened by", "risk", "threatens"},
      {"theme", "shared with", "part", "is part of"},
      {"project", "shared with", "part", "is part of"},
      {"action", "shared with", "part", "is part of"},
      {"action", "waits for", "action", "holds up"},
      {"action", "shown by", "evidence", "shows"},
      {"objective", "shown by", "evidence", "shows"},
      {"success measure", "shown by", "evidence", "shows"},
  };
  return rules;
}

LinkRule const* find_link_rule(std::string_view from_kind, std::string_view to_kind, std::string_view relation) {
  auto const& rules = link_rules();
  auto found = std::find_if(rules.begin(), rules.end(), [&](LinkRule const& each) {
    return each.from_kind == from_kind && each.to_kind == to_kind && (relation.empty() || each.relation == relation);
  });
  return found == rules.end() ? nullptr : &*found;
}

std::vector<ThreadLink> links_from(db::Transaction& transaction, std::string const& id) {
  return links_of(transaction.rows(sql::list_links_from, {{"id", id}}));
}

std::vector<ThreadLink> links_to_groups(db::Transaction& transaction, std::set<std::string> const& ids) {
  if (ids.empty()) return {};
  return links_of(transaction.rows(sql::list_groups_below, {{"ids", db::id_list(ids)}}));
}

std::vector<ThreadLink> links_to(db::Transaction& transaction, std::string const& id) {
  return links_of(transaction.rows(sql::list_links_to, {{"id", id}}));
}

std::vector<ThreadLink> links_to_any(db::Transaction& transaction, std::set<std::string> const& ids) {
  if (ids.empty()) return {};
  return links_of(transaction.rows(sql::list_links_above, {{"ids", db::id_list(ids)}}));
}

std::vector<ThreadLink> links_between(db::Transaction& transaction, std::string_view from_kind,
                                      std::string_view to_kind) {
  return links_of(transaction.rows(sql::list_links_between, {{"from_kind", from_kind}, {"to_kind", to_kind}}));
}

bool add_link(db::Transaction& transaction, ThreadLink const& link) {
  bool is_new = transaction.execute(sql::insert_link, {{"from_kind", link.from_kind},
                                                       {"from_id", link.from_id},
                                                       {"relation", link.relation},
                                                       {"to_kind", link.to_kind},
                                                       {"to_id", link.to_id}}) == 1;
  if (is_new) place_what_it_joins(transaction, link.from_kind, link.to_kind, link.to_id);
  return is_new;
}

bool remove_link(db::Transaction& transaction, ThreadLink const& link) {
  bool was_there =
      transaction.execute(sql::delete_link,
                          {{"from_id", link.from_id}, {"relation", link.relation}, {"to_id", link.to_id}}) == 1;
  if (was_there) place_what_it_joins(transaction, link.from_kind, link.to_kind, link.to_id);
  return was_there;
}

bool closes_a_circle(db::Transaction& transaction, ThreadLink const& link) {
  std::set<std::string> seen;
  std::vector<std::string> waiting{link.to_id};
  while (!waiting.empty()) {
    auto id = std::move(waiting.back());
    waiting.pop_back();
    if (id == link.from_id) return true;
    if (!seen.insert(id).second) continue;
    for (auto const& each : links_from(transaction, id))
      if (each.relation == link.relation) waiting.push_back(each.to_id);
  }
  return false;
}

}  // namespace gt::plans

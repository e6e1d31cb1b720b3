#include "plans/records/record_reach.h"

#include <algorithm>

#include "plans/plan_store.h"
#include "plans/records/records.h"
#include "plans/sql.h"
#include "plans/thread/links.h"
#include "platform/db/id_list.h"

namespace gt::plans {

namespace {

using Ids = std::set<std::string>;

// A trajectory point stands in a measure, that in an objective, and that in a project.
constexpr int deepest = 3;

bool is_linked_below(RecordKind const& kind) {
  auto const& rules = link_rules();
  return std::any_of(rules.begin(), rules.end(), [&](LinkRule const& rule) {
    return rule.to_kind == kind.word &&
           (rule.from_kind == "theme" || rule.from_kind == "project" || rule.from_kind == "action");
  });
}

bool stands_below(RecordKind const& kind) {
  return std::any_of(kind.inside.begin(), kind.inside.end(), [](std::string const& word) {
    if (word == "theme" || word == "project") return true;
    auto const* outer = find_record_kind(word);
    return outer != nullptr && stands_below(*outer);
  });
}

bool is_above_themes(RecordKind const& kind) { return find_link_rule(kind.word, "theme") != nullptr; }

// Of an organisation, its parts in the work.
RecordKind const* kind_inside_that_is_linked(RecordKind const& kind) {
  auto const& kinds = record_kinds();
  auto const found = std::find_if(kinds.begin(), kinds.end(), [&](RecordKind const& each) {
    return is_linked_below(each) && std::find(each.inside.begin(), each.inside.end(), kind.word) != each.inside.end();
  });
  return found == kinds.end() ? nullptr : &*found;
}

void keep_what_is_here(db::Transaction& transaction, Ids& ids) {
  if (ids.empty()) return;
  Ids here;
  for (auto const& each : list_themes(transaction))
    if (ids.contains(each.id.text())) here.insert(each.id.text());
  for (auto const& each : find_records(transaction, {ids.begin(), ids.end()}))
    if (!each.is_ended) here.insert(each.id.text());
  ids = std::move(here);
}

// The thing with its themes and projects: a finding has themes, and those have projects.
Ids groups_of(db::Transaction& transaction, std::string const& thing) {
  Ids out{thing}, level{thing};
  for (int step = 0; step < 2 && !level.empty(); ++step) {
    Ids below;
    for (auto const& link : links_to_groups(transaction, level)) below.insert(link.to_id);
    keep_what_is_here(transaction, below);
    out.insert(below.begin(), below.end());
    level = std::move(below);
  }
  return out;
}

Ids linked_below(db::Transaction& transaction, Ids const& groups, RecordKind const& kind) {
  Ids out;
  for (auto const& row : transaction.rows(sql::list_kind_beneath, {{"ids", db::id_list(groups)}, {"kind", kind.word}}))
    out.insert(row.text("id"));
  return out;
}

void add_what_stands_in(db::Transaction& transaction, Ids level, Ids& out) {
  for (int step = 0; step < deepest && !level.empty(); ++step) {
    Ids inside;
    for (auto const& each : records_in_any(transaction, level)) inside.insert(each.id.text());
    out.insert(inside.begin(), inside.end());
    level = std::move(inside);
  }
}

}  // namespace

std::vector<std::string_view> things_above(RecordKind const& kind) {
  if (kind.word == "project") return {"theme", "stage", "finding"};
  if (is_linked_below(kind) || stands_below(kind)) return {"theme", "project", "stage", "finding"};
  if (is_above_themes(kind) || kind_inside_that_is_linked(kind) != nullptr) return {"theme", "project"};
  return {};
}

std::set<std::string> records_of_thing(db::Transaction& transaction, RecordKind const& kind, std::string const& thing) {
  auto const groups = groups_of(transaction, thing);
  auto out = groups;
  if (is_linked_below(kind)) out.merge(linked_below(transaction, groups, kind));
  if (stands_below(kind)) add_what_stands_in(transaction, groups, out);
  if (is_above_themes(kind))
    for (auto const& link : links_to_any(transaction, groups))
      if (link.from_kind == kind.word) out.insert(link.from_id);
  if (auto const* inner = kind_inside_that_is_linked(kind)) {
    auto const parts = linked_below(transaction, groups, *inner);
    for (auto const& each : find_records(transaction, {parts.begin(), parts.end()}))
      if (each.parent && !each.is_ended) out.insert(*each.parent);
  }
  return out;
}

}  // namespace gt::plans

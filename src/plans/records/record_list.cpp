#include "plans/records/record_list.h"

#include <set>

#include "plans/plan_store.h"

namespace gt::plans {

ListedRecords list_records(db::Transaction& transaction, RecordKind const& kind, RecordFilter const& filter,
                           RecordSort const& sort, Date today) {
  ListedRecords out;
  auto all = list_records(transaction, kind);
  out.total = static_cast<std::int64_t>(all.size());
  if (auto const* owner = owner_field(kind)) {
    std::set<std::string> owners;
    for (auto const& each : all) owners.insert(each.text(owner->name));
    owners.erase("");
    out.owners.assign(owners.begin(), owners.end());
  }
  if (kind.word == "project") out.standing = standing_by(transaction, ParentKind::project, today);
  if (!filter.is_empty()) {
    RecordMatch const match{transaction, kind, filter};
    std::erase_if(all, [&](Record const& each) { return !match.matches(each); });
  }
  sort_records(all, kind, sort, out.standing);
  out.records = std::move(all);
  return out;
}

Parents parents_of(db::Transaction& transaction, std::vector<Record> const& records) {
  std::set<std::string> ids;
  for (auto const& each : records)
    if (each.parent) ids.insert(*each.parent);
  Parents out;
  if (ids.empty()) return out;
  for (auto const& each : list_themes(transaction))
    if (auto const id = each.id.text(); ids.contains(id))
      out.emplace(id, Thing{"theme", id, each.title, "", "/themes/" + id, false});
  for (auto const& each : find_records(transaction, {ids.begin(), ids.end()}))
    if (!each.is_ended)
      out.emplace(each.id.text(), Thing{each.kind->word, each.id.text(), each.title, std::to_string(each.number),
                                        each.kind->address + "/" + each.id.text(), false});
  return out;
}

}  // namespace gt::plans

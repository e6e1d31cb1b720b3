#include "plans/lists/things.h"

#include <nlohmann/json.hpp>

#include "plans/plans.h"
#include "plans/records/records.h"
#include "plans/sql.h"

namespace gt::plans {

namespace {

using Things = std::map<std::string, Thing>;

void add_themes_and_actions(db::Transaction& transaction, std::vector<std::string> const& ids, Things& out) {
  if (ids.empty()) return;
  for (auto const& row : transaction.rows(sql::find_themes_and_actions, {{"ids", nlohmann::json(ids).dump()}})) {
    auto id = row.text("id");
    bool is_action = row.text("kind") == "action";
    Thing thing{row.text("kind"),
                id,
                row.text("title"),
                is_action ? std::to_string(row.integer("number")) : "",
                (is_action ? "/actions/" : "/themes/") + id,
                row.flag("is_ended")};
    out.emplace(std::move(id), std::move(thing));
  }
}

void add_records(db::Transaction& transaction, std::vector<std::string> const& ids, Things& out) {
  for (auto const& each : find_records(transaction, ids))
    out.emplace(each.id.text(), Thing{each.kind->word, each.id.text(), each.title, std::to_string(each.number),
                                      each.kind->address + "/" + each.id.text(), each.is_ended});
}

void add_findings(db::Transaction& transaction, std::vector<std::string> const& ids, Things& out) {
  constexpr std::size_t few = 3;
  auto add = [&](inspections::Finding const& each) {
    out.emplace(each.id.text(),
                Thing{"finding", each.id.text(), each.title, std::to_string(each.number.value_or(each.position)),
                      "/findings/" + each.id.text(), false});
  };
  if (ids.size() <= few) {
    for (auto const& id : ids)
      if (auto found = inspections::find_finding(transaction, FindingId::trusted(id))) add(*found);
    return;
  }
  std::set<std::string> const wanted(ids.begin(), ids.end());
  for (auto const& each : inspections::list_findings(transaction))
    if (wanted.contains(each.id.text())) add(each);
}

void add_evidence(db::Transaction& transaction, std::vector<std::string> const& ids, evidence::Sight sight,
                  Things& out) {
  if (ids.empty()) return;
  std::vector<evidence::EvidenceId> asked;
  for (auto const& id : ids) asked.push_back(evidence::EvidenceId::trusted(id));
  for (auto const& each : evidence::find_many(transaction, asked, sight))
    out.emplace(each.id.text(), Thing{"evidence", each.id.text(), each.title, std::to_string(each.number),
                                      "/evidence/" + each.id.text(), each.ended.has_value()});
}

RecordName name_of(db::Row const& row, RecordKind const* kind) {
  return {row.text("id"), kind, row.integer("number"), row.text("title")};
}

}  // namespace

std::map<std::string, Thing> other_ends(db::Transaction& transaction, std::vector<ThreadLink> const& links,
                                        std::string const& self, evidence::Sight sight) {
  std::vector<std::string> plan, records, findings, evidence;
  for (auto const& link : links) {
    bool is_down = link.from_id == self;
    auto const& kind = is_down ? link.to_kind : link.from_kind;
    auto const& id = is_down ? link.to_id : link.from_id;
    auto& ids = kind == "theme" || kind == "action" ? plan
                : kind == "finding"                 ? findings
                : kind == "evidence"                ? evidence
                                                    : records;
    ids.push_back(id);
  }
  Things out;
  add_themes_and_actions(transaction, plan, out);
  add_records(transaction, records, out);
  add_findings(transaction, findings, out);
  add_evidence(transaction, evidence, sight, out);
  return out;
}

std::vector<RecordName> record_names(db::Transaction& transaction, RecordKind const* kind) {
  std::vector<RecordName> out;
  if (kind != nullptr) {
    for (auto const& row : transaction.rows(sql::list_record_names_of_kind, {{"kind", kind->word}}))
      out.push_back(name_of(row, kind));
    return out;
  }
  for (auto const& row : transaction.rows(sql::list_record_names))
    if (auto const* found = find_record_kind(row.text("kind"))) out.push_back(name_of(row, found));
  return out;
}

std::int64_t count_records(db::Transaction& transaction) {
  return transaction.row(sql::count_records)->integer("records");
}

}  // namespace gt::plans

#include "plans/records/record_load.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pid/pid_pages.h"
#include "plans/records/record_joins.h"

namespace gt::plans {

using namespace html;

namespace {

tl::unexpected<Error> no_such_record(RecordKind const& kind) {
  return refuse(
      ErrorKind::not_found,
      fmt::format("There is no such {} in the plan. It may have been taken out: look in the plan.", kind.word));
}

std::vector<Option> named_accounts(db::Transaction& transaction, Record const& record) {
  std::vector<Option> out;
  for (auto const& field : record.kind->fields)
    if (auto id = record.text(field.name); field.type == RecordFieldType::account && !id.empty())
      if (auto name = people::account_name(transaction, AccountId::trusted(id))) out.push_back({id, *name, {}});
  return out;
}

// Few: somebody joined each of them to this risk or part.
void read_above(db::Transaction& transaction, LoadedRecord& out) {
  std::set<ActionId> ids;
  for (auto const* lines : {&out.joins.lines, &out.joins.by_way})
    for (auto const& line : *lines)
      if (!line.is_broken && !line.is_down && line.other.kind == "action") ids.insert(ActionId::trusted(line.other.id));
  if (ids.empty()) return;
  out.above = find_actions(transaction, {ids.begin(), ids.end()});
  std::sort(out.above.begin(), out.above.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
  out.names = PlanNames{list_themes(transaction), {}};
}

}  // namespace

Href address_of(Record const& record) { return Href{record.kind->address + "/" + record.id.text()}; }

Thing thing_of(Record const& record) {
  return {record.kind->word,         record.id.text(), record.title, std::to_string(record.number),
          address_of(record).text(), record.is_ended};
}

Result<LoadedRecord> load_record(pages::PageCall const& call, RecordKind const& kind, Accounts accounts) {
  auto id = TRY(call.id<RecordId>(kind.key()));
  auto sight = evidence::sight_of(call.actor());
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<LoadedRecord> {
    auto record = find_record(transaction, id.text());
    if (!record || record->kind != &kind) return std::nullopt;
    LoadedRecord out{.record = *record, .variant = brag_variant(find_programme(transaction))};
    out.inside = records_in(transaction, id.text());
    if (record->parent) out.parent = find_thing(transaction, *record->parent, sight);
    out.joins = read_joins(transaction, thing_of(*record), sight);
    out.joins.by_way = joined_by_way(transaction, *record, out.inside);
    if (kind.word == "project") {
      auto today = call.environment().clock.today();
      out.standing = standing_of(transaction, {.project = id.text()}, today);
      out.action_count = static_cast<std::int64_t>(out.standing.all());
      out.actions = find_actions(transaction, out.standing.first(actions_on_page));
    } else {
      out.action_count = std::count_if(out.joins.lines.begin(), out.joins.lines.end(), [](auto const& line) {
        return !line.is_broken && line.is_down && line.other.kind == "action";
      });
      if (out.action_count > 0) out.actions = actions_under(transaction, id.text(), actions_on_page);
      read_above(transaction, out);
    }
    out.themes = themes_reaching(transaction, id.text());
    out.accounts = accounts == Accounts::all ? account_options(transaction) : named_accounts(transaction, *record);
    if (kind.word == "project") {
      auto pid = find_pid_of(transaction, id);
      out.pid = pid_line(*record, pid, pid && open_pid_changes(transaction).contains(pid->id.text()));
    }
    return out;
  }));
  if (!loaded) return no_such_record(kind);
  return *std::move(loaded);
}

}  // namespace gt::plans

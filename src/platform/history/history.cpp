#include "platform/history/history.h"

#include <algorithm>

#include "platform/core/text.h"
#include "platform/history/sql.h"

namespace gt::history {

using nlohmann::json;

namespace {

std::string verb_of(operations::Change const& change) {
  if (change.before.is_null()) return "added";
  return change.after.is_null() ? "ended" : "changed";
}

struct Entry {
  json const& state;
  std::string verb, actor, why;
};

void insert(operations::Call& call, Area area, operations::Change const& change, Entry const& entry) {
  call.db().execute(sql::insert_state,
                    {{"area", word(area)},
                     {"sequence", last_sequence(call.db(), area) + 1},
                     {"kind", change.kind},
                     {"record", change.subject},
                     {"title", change.title},
                     {"at", call.now()},
                     {"account", call.actor().account},
                     {"actor", entry.actor},
                     {"channel", operations::channel_name(call.actor().channel)},
                     {"verb", entry.verb},
                     {"why", entry.why},
                     {"state", entry.state.is_null() ? db::Value(nullptr) : db::Value(entry.state.dump())}});
}

}  // namespace

std::string_view word(Area area) {
  switch (area) {
    case Area::plan:
      return "plan";
    case Area::evidence:
      return "evidence";
    case Area::inspections:
      return "inspections";
  }
  ENSURE(false);
}

json to_json(PastState const& each) {
  return {{"sequence", each.sequence}, {"kind", each.kind}, {"title", each.title},
          {"at", each.at.iso()},       {"by", each.actor},  {"channel", each.channel},
          {"verb", each.verb},         {"why", each.why},   {"state", each.state}};
}

PastState past_state_of(db::Row const& row) {
  auto state = row.optional_text("state");
  return {row.integer("sequence"),
          row.text("kind"),
          row.text("record"),
          row.text("title"),
          row.instant("at"),
          row.id<AccountId>("account"),
          row.text("actor"),
          row.text("channel"),
          row.text("verb"),
          row.text("why"),
          state ? json::parse(*state) : json(nullptr)};
}

void keep_state(operations::Call& call, Area area, operations::Change const& change, std::string const& why,
                std::string verb) {
  if (verb.empty()) verb = verb_of(change);
  insert(call, area, change, {change.after, std::move(verb), call.actor().name, why});
}

void keep_change(operations::Call& call, Area area, operations::Change const& change, std::string const& why,
                 std::string verb) {
  if (!change.before.is_null() && !call.db().row(sql::has_state, {{"area", word(area)}, {"record", change.subject}})) {
    auto stood = change;
    stood.title = change.before.value("title", change.title);  // the change has its new one, which may be restricted
    insert(call, area, stood, {change.before, std::string(as_it_stood), "", ""});
  }
  keep_state(call, area, change, why, std::move(verb));
}

std::vector<PastState> states_of(db::Transaction& transaction, Area area, std::string const& record) {
  std::vector<PastState> out;
  for (auto const& row : transaction.rows(sql::list_states_of_record, {{"area", word(area)}, {"record", record}}))
    out.push_back(past_state_of(row));
  return out;
}

std::int64_t last_sequence(db::Transaction& transaction, Area area) {
  return transaction.row(sql::last_sequence, {{"area", word(area)}})->integer("sequence");
}

Result<PastState> to_restore(std::vector<PastState> const& states, std::int64_t sequence,
                             std::optional<std::int64_t> newest) {
  auto found = std::find_if(states.begin(), states.end(), [&](auto const& each) { return each.sequence == sequence; });
  if (found == states.end())
    return refuse(ErrorKind::not_found, "Its history has no such entry. Choose one from the list.");
  if (found->state.is_null())
    return refuse(ErrorKind::invalid, "At that point it had been taken out. Choose a state in which it was there.");
  if (newest && *newest != states.front().sequence)
    return refuse(ErrorKind::conflict,
                  "Someone else changed this after you opened its history. Look at what changed, then choose again.");
  return *found;
}

std::string why_restored(PastState const& state, std::string const& given) {
  auto why = one_line(given);
  return why.empty() ? "Restored as it was on " + state.at.printed() : why;
}

}  // namespace gt::history

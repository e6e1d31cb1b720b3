#include "plans/history/history.h"

#include "plans/sql.h"

namespace gt::plans {

using nlohmann::json;

namespace {

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

std::vector<PastState> past_states_of(std::vector<db::Row> const& rows) {
  std::vector<PastState> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(past_state_of(row));
  return out;
}

std::string verb_of(operations::Change const& change) {
  if (change.before.is_null()) return "added";
  return change.after.is_null() ? "ended" : "changed";
}

}  // namespace

void record_change(operations::Call& call, operations::Change change, std::string why, std::string verb) {
  if (verb.empty()) verb = verb_of(change);
  call.db().execute(sql::insert_history,
                    {{"sequence", last_sequence(call.db()) + 1},
                     {"kind", change.kind},
                     {"record", change.subject},
                     {"title", change.title},
                     {"at", call.now()},
                     {"account", call.actor().account},
                     {"actor", call.actor().name},
                     {"channel", operations::channel_name(call.actor().channel)},
                     {"verb", verb},
                     {"why", why},
                     {"state", change.after.is_null() ? db::Value(nullptr) : db::Value(change.after.dump())}});
  call.changed(std::move(change));
}

std::vector<PastState> history_of(db::Transaction& transaction, std::string const& record) {
  return past_states_of(transaction.rows(sql::list_history_of_record, {{"record", record}}));
}

std::optional<PastState> past_state(db::Transaction& transaction, std::string const& record, std::int64_t sequence) {
  auto row = transaction.row(sql::find_history_entry, {{"record", record}, {"sequence", sequence}});
  return row ? std::optional(past_state_of(*row)) : std::nullopt;
}

std::int64_t last_sequence(db::Transaction& transaction) {
  return transaction.row(sql::last_history_sequence)->integer("sequence");
}

std::int64_t sequence_at_end_of(db::Transaction& transaction, Date day) {
  return transaction.row(sql::history_sequence_before, {{"before", Instant::start_of(day.plus_days(1))}})
      ->integer("sequence");
}

std::vector<PastState> states_at(db::Transaction& transaction, std::int64_t sequence) {
  return past_states_of(transaction.rows(sql::list_states_at, {{"sequence", sequence}}));
}

}  // namespace gt::plans

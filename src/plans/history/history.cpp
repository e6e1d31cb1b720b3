#include "plans/history/history.h"

#include "plans/history/joins.h"
#include "plans/sql.h"

namespace gt::plans {

void record_change(operations::Call& call, operations::Change change, std::string why, std::string verb) {
  auto kept = change;
  add_joins(call.db(), kept.kind, kept.subject, kept.after);
  history::keep_state(call, history::Area::plan, kept, why, std::move(verb));
  call.changed(std::move(change));
}

std::vector<PastState> history_of(db::Transaction& transaction, std::string const& record) {
  return history::states_of(transaction, history::Area::plan, record);
}

std::int64_t last_sequence(db::Transaction& transaction) {
  return history::last_sequence(transaction, history::Area::plan);
}

std::int64_t sequence_at_end_of(db::Transaction& transaction, Date day) {
  return transaction.row(sql::history_sequence_before, {{"before", Instant::start_of(day.plus_days(1))}})
      ->integer("sequence");
}

std::vector<PastState> states_at(db::Transaction& transaction, std::int64_t sequence) {
  std::vector<PastState> out;
  for (auto const& row : transaction.rows(sql::list_states_at, {{"sequence", sequence}}))
    out.push_back(history::past_state_of(row));
  return out;
}

}  // namespace gt::plans

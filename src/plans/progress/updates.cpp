#include "plans/progress/updates.h"

#include "plans/sql.h"

namespace gt::plans {

namespace {

UpdateCycle cycle_of(db::Row const& row) {
  return {row.id<UpdateCycleId>("id"),
          row.integer("number"),
          row.text("title"),
          row.date("opened_on"),
          row.date("due"),
          row.optional_date("closed_on"),
          row.integer("version"),
          row.optional_date("period"),
          row.optional_date("period_due")};
}

CycleCounts counts_of(db::Row const& row) {
  return {row.integer("asked"),       row.integer("sent"),         row.integer("approved"),
          row.integer("outstanding"), row.integer("owners_asked"), row.integer("owners_outstanding")};
}

ProgressUpdate update_of(db::Row const& row) {
  auto status = action_status(row.text("status"));
  ENSURE(status.has_value());
  ProgressUpdate out{row.id<ProgressUpdateId>("id"),
                     row.id<ActionId>("action"),
                     row.optional_id<UpdateCycleId>("cycle"),
                     *status,
                     row.text("was_done"),
                     row.text("changed_for_children"),
                     row.text("comes_next"),
                     row.text("help_wanted"),
                     row.text("state"),
                     {row.id<AccountId>("written_by"), row.text("written_by_name")},
                     row.instant("written_at"),
                     std::nullopt,
                     row.optional_instant("decided_at"),
                     row.text("decision_note"),
                     row.integer("version")};
  if (auto by = row.optional_id<AccountId>("decided_by"))
    out.decided_by = SomeoneThen{*by, row.text("decided_by_name")};
  return out;
}

std::vector<ProgressUpdate> updates_from(std::vector<db::Row> const& rows) {
  std::vector<ProgressUpdate> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(update_of(row));
  return out;
}

}  // namespace

namespace {

std::vector<CountedCycle> cycles_with_kept_counts(db::Transaction& transaction,
                                                  std::optional<UpdateCycleId> const& cycle) {
  std::vector<CountedCycle> out;
  for (auto const& row : transaction.rows(sql::list_update_cycles, {{"cycle", cycle}}))
    out.push_back({cycle_of(row), counts_of(row)});
  return out;
}

void count_if_open(db::Transaction& transaction, CountedCycle& counted, Date today) {
  if (!counted.cycle.closed_on) counted.counts = sum_of(owners_asked(transaction, counted.cycle.id, today));
}

void keep_counts(db::Transaction& transaction, UpdateCycleId const& id) {
  auto const counts = counts_of(*transaction.row(sql::count_closed_cycle, {{"cycle", id}}));
  transaction.execute(sql::keep_cycle_counts, {{"id", id},
                                               {"asked", counts.asked},
                                               {"sent", counts.sent},
                                               {"approved", counts.approved},
                                               {"outstanding", counts.outstanding},
                                               {"owners_asked", counts.owners_asked},
                                               {"owners_outstanding", counts.owners_outstanding}});
}

AskedList asked_from(std::vector<db::Row> const& rows) {
  AskedList out;
  for (auto const& row : rows) {
    auto last = row.optional_instant("last_sent");
    out.matching = row.integer("matching");
    out.asked.push_back({row.id<ActionId>("id"), row.integer("number"), row.text("title"), row.text("owner_role"),
                         row.optional_id<AccountId>("owner_account"), row.optional_date("due"),
                         static_cast<AskedStage>(row.integer("stage")),
                         last ? std::optional(last->london_date()) : std::nullopt});
  }
  return out;
}

}  // namespace

std::vector<CountedCycle> list_cycles(db::Transaction& transaction, Date today) {
  auto out = cycles_with_kept_counts(transaction, std::nullopt);
  for (auto& each : out) count_if_open(transaction, each, today);
  return out;
}

std::vector<CountedCycle> list_closed_cycles(db::Transaction& transaction) {
  auto out = cycles_with_kept_counts(transaction, std::nullopt);
  std::erase_if(out, [](CountedCycle const& each) { return !each.cycle.closed_on; });
  return out;
}

std::optional<CountedCycle> find_cycle(db::Transaction& transaction, UpdateCycleId const& id, Date today) {
  auto found = cycles_with_kept_counts(transaction, id);
  if (found.empty()) return std::nullopt;
  count_if_open(transaction, found.front(), today);
  return std::move(found.front());
}

std::optional<UpdateCycle> open_cycle(db::Transaction& transaction) {
  auto row = transaction.row(sql::find_open_update_cycle);
  return row ? std::optional(cycle_of(*row)) : std::nullopt;
}

std::optional<UpdateCycle> last_cycle(db::Transaction& transaction) {
  auto const row = transaction.row(sql::find_last_update_cycle);
  return row ? std::optional(cycle_of(*row)) : std::nullopt;
}

std::int64_t next_cycle_number(db::Transaction& transaction) {
  return transaction.row(sql::next_update_cycle_number)->integer("number");
}

void insert_cycle(db::Transaction& transaction, UpdateCycle const& cycle) {
  transaction.execute(sql::insert_update_cycle, {{"id", cycle.id},
                                                 {"number", cycle.number},
                                                 {"title", cycle.title},
                                                 {"opened_on", cycle.opened_on},
                                                 {"due", cycle.due},
                                                 {"period", cycle.period},
                                                 {"period_due", cycle.period_due}});
}

bool close_cycle(db::Transaction& transaction, UpdateCycleId const& id, Date day) {
  if (transaction.execute(sql::close_update_cycle, {{"id", id}, {"closed_on", day}}) != 1) return false;
  keep_counts(transaction, id);
  return true;
}

std::vector<ProgressUpdate> updates_of(db::Transaction& transaction, ActionId const& action, int limit, int offset) {
  return updates_from(transaction.rows(sql::list_progress_updates_of_action,
                                       {{"action", action}, {"limit", limit}, {"offset", offset}}));
}

std::vector<ProgressUpdate> updates_in(db::Transaction& transaction, std::string_view state, int limit, int offset) {
  return updates_from(
      transaction.rows(sql::list_progress_updates_in_state, {{"state", state}, {"limit", limit}, {"offset", offset}}));
}

std::vector<ProgressUpdate> updates_approved_in_theme(db::Transaction& transaction, ThemeId const& theme, Instant begin,
                                                      Instant before) {
  return updates_from(
      transaction.rows(sql::list_theme_updates, {{"theme", theme}, {"begin", begin}, {"before", before}}));
}

std::optional<ProgressUpdate> find_update(db::Transaction& transaction, ProgressUpdateId const& id) {
  auto row = transaction.row(sql::find_progress_update, {{"id", id}});
  return row ? std::optional(update_of(*row)) : std::nullopt;
}

void insert_update(db::Transaction& transaction, ProgressUpdate const& update) {
  transaction.execute(sql::insert_progress_update, {{"id", update.id},
                                                    {"action", update.action},
                                                    {"cycle", update.cycle},
                                                    {"status", status_word(update.status)},
                                                    {"was_done", update.was_done},
                                                    {"changed_for_children", update.changed_for_children},
                                                    {"comes_next", update.comes_next},
                                                    {"help_wanted", update.help_wanted},
                                                    {"written_by", update.written_by.account},
                                                    {"written_by_name", update.written_by.name},
                                                    {"written_at", update.written_at}});
}

bool decide_update(db::Transaction& transaction, ProgressUpdate const& update) {
  ENSURE(update.decided_by.has_value());
  bool const is_decided =
      transaction.execute(sql::decide_progress_update, {{"id", update.id},
                                                        {"state", update.state},
                                                        {"decided_by", update.decided_by->account},
                                                        {"decided_by_name", update.decided_by->name},
                                                        {"decided_at", update.decided_at},
                                                        {"decision_note", update.decision_note}}) == 1;
  if (!is_decided || !update.cycle) return is_decided;
  // What was sent before a cycle closed can be decided after it.
  auto const cycle = cycles_with_kept_counts(transaction, update.cycle);
  if (!cycle.empty() && cycle.front().cycle.closed_on) keep_counts(transaction, *update.cycle);
  return true;
}

bool has_later_approved(db::Transaction& transaction, ProgressUpdate const& update) {
  return transaction
             .row(sql::has_later_approved_update, {{"action", update.action}, {"written_at", update.written_at}})
             ->integer("later") > 0;
}

std::string_view word(AskedStage stage) {
  switch (stage) {
    case AskedStage::outstanding:
      return "outstanding";
    case AskedStage::sent:
      return "sent";
    case AskedStage::approved:
      return "approved";
  }
  ENSURE(false);
}

std::optional<AskedStage> asked_stage(std::string_view text) {
  for (auto stage : {AskedStage::outstanding, AskedStage::sent, AskedStage::approved})
    if (word(stage) == text) return stage;
  return std::nullopt;
}

AskedList outstanding_of(db::Transaction& transaction, UpdateCycleId const& cycle, Date today, AccountId const& owner,
                         int limit) {
  return asked_from(transaction.rows(sql::list_outstanding_of_owner,
                                     {{"cycle", cycle}, {"today", today}, {"owner", owner}, {"limit", limit}}));
}

CycleCounts sum_of(std::vector<AskedOwner> const& owners) {
  CycleCounts out;
  for (auto const& each : owners) {
    out.asked += each.counts.asked;
    out.sent += each.counts.sent;
    out.approved += each.counts.approved;
    out.outstanding += each.counts.outstanding;
    out.owners_asked += each.counts.owners_asked;
    out.owners_outstanding += each.counts.owners_outstanding;
  }
  return out;
}

}  // namespace gt::plans

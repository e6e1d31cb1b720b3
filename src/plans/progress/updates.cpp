#include "plans/progress/updates.h"

#include "plans/sql.h"

namespace gt::plans {

namespace {

UpdateCycle cycle_of(db::Row const& row) {
  return {row.id<UpdateCycleId>("id"), row.integer("number"), row.text("title"),
          row.date("opened_on"),       row.date("due"),       row.optional_date("closed_on"),
          row.integer("version")};
}

CountedCycle counted_cycle_of(db::Row const& row) {
  return {cycle_of(row),
          {row.integer("asked"), row.integer("sent"), row.integer("approved"), row.integer("outstanding"),
           row.integer("owners_asked"), row.integer("owners_outstanding")}};
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

std::vector<CountedCycle> list_cycles(db::Transaction& transaction, Date today) {
  std::vector<CountedCycle> out;
  for (auto const& row : transaction.rows(sql::list_update_cycles, {{"cycle", nullptr}, {"today", today}}))
    out.push_back(counted_cycle_of(row));
  return out;
}

std::optional<CountedCycle> find_cycle(db::Transaction& transaction, UpdateCycleId const& id, Date today) {
  auto row = transaction.row(sql::list_update_cycles, {{"cycle", id}, {"today", today}});
  return row ? std::optional(counted_cycle_of(*row)) : std::nullopt;
}

std::optional<UpdateCycle> open_cycle(db::Transaction& transaction) {
  auto row = transaction.row(sql::find_open_update_cycle);
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
                                                 {"due", cycle.due}});
}

bool close_cycle(db::Transaction& transaction, UpdateCycleId const& id, Date day) {
  return transaction.execute(sql::close_update_cycle, {{"id", id}, {"closed_on", day}}) == 1;
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
  return transaction.execute(sql::decide_progress_update, {{"id", update.id},
                                                           {"state", update.state},
                                                           {"decided_by", update.decided_by->account},
                                                           {"decided_by_name", update.decided_by->name},
                                                           {"decided_at", update.decided_at},
                                                           {"decision_note", update.decision_note}}) == 1;
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

AskedList asked_in(db::Transaction& transaction, UpdateCycleId const& cycle, Date today, AskedFilter const& filter,
                   int limit, int offset) {
  AskedList out;
  auto rows = transaction.rows(
      sql::list_asked_in_cycle,
      {{"cycle", cycle},
       {"today", today},
       {"owner", filter.owner},
       {"theme", filter.theme},
       {"stage", filter.stage ? db::Value(static_cast<std::int64_t>(*filter.stage)) : db::Value(nullptr)},
       {"limit", limit},
       {"offset", offset}});
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

std::vector<AskedOwner> owners_asked(db::Transaction& transaction, Date today) {
  std::vector<AskedOwner> out;
  for (auto const& row : transaction.rows(sql::list_owners_asked, {{"today", today}}))
    out.push_back({row.text("owner_role"), row.optional_id<AccountId>("owner_account")});
  return out;
}

}  // namespace gt::plans

#include "plans/actions/date_changes.h"

#include "plans/sql.h"

namespace gt::plans {

namespace {

DateChange date_change_of(db::Row const& row) {
  DateChange out{row.id<DateChangeId>("id"),
                 row.id<ActionId>("action"),
                 row.optional_date("from_due"),
                 row.date("to_due"),
                 row.text("reason"),
                 row.text("requester"),
                 {row.id<AccountId>("asked_by"), row.text("asked_by_name")},
                 row.instant("asked_at"),
                 row.text("state"),
                 std::nullopt,
                 row.optional_instant("decided_at"),
                 row.text("decided_in"),
                 row.text("decision_note"),
                 row.integer("version")};
  if (auto by = row.optional_id<AccountId>("decided_by"))
    out.decided_by = SomeoneThen{*by, row.text("decided_by_name")};
  return out;
}

std::vector<DateChange> date_changes_from(std::vector<db::Row> const& rows) {
  std::vector<DateChange> out;
  for (auto const& row : rows) out.push_back(date_change_of(row));
  return out;
}

}  // namespace

std::vector<DateChange> date_changes_of(db::Transaction& transaction, ActionId const& action) {
  return date_changes_from(transaction.rows(sql::list_date_changes_of_action, {{"action", action}}));
}

std::vector<DateChange> date_changes_in(db::Transaction& transaction, std::string_view state) {
  return date_changes_from(transaction.rows(sql::list_date_changes_in_state, {{"state", state}}));
}

std::vector<DateChange> date_changes_of_theme(db::Transaction& transaction, ThemeId const& theme, Instant begin,
                                              Instant before) {
  return date_changes_from(
      transaction.rows(sql::list_theme_date_changes, {{"theme", theme}, {"begin", begin}, {"before", before}}));
}

std::optional<DateChange> find_date_change(db::Transaction& transaction, DateChangeId const& id) {
  auto row = transaction.row(sql::find_date_change, {{"id", id}});
  return row ? std::optional(date_change_of(*row)) : std::nullopt;
}

void insert_date_change(db::Transaction& transaction, DateChange const& change) {
  transaction.execute(sql::insert_date_change, {{"id", change.id},
                                                {"action", change.action},
                                                {"from_due", change.from_due},
                                                {"to_due", change.to_due},
                                                {"reason", change.reason},
                                                {"requester", change.requester},
                                                {"asked_by", change.asked_by.account},
                                                {"asked_by_name", change.asked_by.name},
                                                {"asked_at", change.asked_at}});
}

bool decide_date_change(db::Transaction& transaction, DateChange const& change) {
  ENSURE(change.decided_by.has_value());
  return transaction.execute(sql::decide_date_change, {{"id", change.id},
                                                       {"state", change.state},
                                                       {"decided_by", change.decided_by->account},
                                                       {"decided_by_name", change.decided_by->name},
                                                       {"decided_at", change.decided_at},
                                                       {"decided_in", change.decided_in},
                                                       {"decision_note", change.decision_note}}) == 1;
}

}  // namespace gt::plans

#include "governance/governance.h"
#include "governance/sql.h"

namespace gt::governance {

using HistoryId = Id<struct BoardHistoryTag>;

void keep_state(operations::Call& call, operations::Change change, Kept const& kept) {
  auto verb = kept.verb;
  if (verb.empty()) verb = change.before.is_null() ? "added" : change.after.is_null() ? "ended" : "changed";
  call.db().execute(sql::insert_board_history,
                    {{"id", HistoryId::fresh()},
                     {"record", change.subject},
                     {"kind", change.kind},
                     {"body", kept.body},
                     {"is_private", kept.is_private},
                     {"at", call.now()},
                     {"account", call.actor().account},
                     {"actor", call.actor().name},
                     {"channel", operations::channel_name(call.actor().channel)},
                     {"verb", verb},
                     {"why", kept.why},
                     {"state", change.after.is_null() ? db::Value(nullptr) : db::Value(change.after.dump())}});
  // Whoever reads the audit log need not be of the body: it learns that something private changed, not what.
  if (kept.is_private) {
    auto const withheld = [](nlohmann::json const& state) {
      return state.is_null() ? nlohmann::json(nullptr)
                             : nlohmann::json{{"private", true}, {"version", state.value("version", 1)}};
    };
    change.title = "Private " + change.kind;
    change.before = withheld(change.before);
    change.after = withheld(change.after);
  }
  call.changed(std::move(change));
}

std::vector<PastState> history_of(db::Transaction& transaction, std::string const& record, Sight const& sight) {
  std::vector<PastState> out;
  for (auto const& row : transaction.rows(sql::list_board_history, {{"record", record}})) {
    PastState past{row.text("kind"),
                   row.optional_text("body").value_or(""),
                   row.flag("is_private"),
                   row.instant("at"),
                   row.text("actor"),
                   row.text("channel"),
                   row.text("verb"),
                   row.text("why"),
                   nullptr};
    if (past.is_private && !sight.sees(past.body)) continue;
    if (auto state = row.optional_text("state")) past.state = nlohmann::json::parse(*state);
    out.push_back(std::move(past));
  }
  return out;
}

}  // namespace gt::governance

#include "plans/highlights/highlight.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "plans/actions/action_rules.h"
#include "plans/history/history.h"
#include "plans/sql.h"

namespace gt::plans {

namespace {

rules::Child child_of(Action const& action, Date today) {
  return {action.id.text(), action.status, rules::rung_from_code(action.difference).value_or(rules::Rung::none),
          is_late(action, today)};
}

std::optional<rules::RollUp> rolled_up(std::vector<Action> const& actions, Date today) {
  std::vector<rules::Child> children;
  for (auto const& each : actions) children.push_back(child_of(each, today));
  return rules::roll_up(children);
}

// The same actions as they were when the day began, at that place in the history; those that did not exist yet are left
// out.
std::optional<rules::RollUp> rolled_up_then(db::Transaction& transaction, ThemeId const& theme, Date day,
                                            std::int64_t sequence) {
  std::vector<rules::Child> children;
  for (auto const& row : transaction.rows(sql::list_theme_states_at, {{"theme", theme}, {"sequence", sequence}})) {
    auto const state = nlohmann::json::parse(row.text("state"));
    auto status = action_status(state.value("status", ""));
    if (!status) continue;
    bool has_due = state.contains("due") && state.at("due").is_string();
    bool is_behind = has_due && *status != ActionStatus::done && state.at("due").get<std::string>() < day.iso();
    children.push_back({row.text("record"), *status,
                        rules::rung_from_code(state.value("difference", "none")).value_or(rules::Rung::none),
                        is_behind});
  }
  return rules::roll_up(children);
}

std::map<std::string, std::vector<evidence::Evidence>> evidence_by_action(db::Transaction& transaction,
                                                                          ThemeId const& theme, evidence::Sight sight) {
  std::map<std::string, std::vector<std::string>> actions_of;
  std::vector<evidence::EvidenceId> ids;
  for (auto const& row : transaction.rows(sql::list_theme_evidence, {{"theme", theme}})) {
    auto id = row.text("evidence");
    auto& actions = actions_of[id];
    if (actions.empty()) ids.push_back(evidence::EvidenceId::trusted(id));
    actions.push_back(row.text("action"));
  }
  std::map<std::string, std::vector<evidence::Evidence>> out;
  if (ids.empty()) return out;
  for (auto const& each : evidence::find_many(transaction, ids, sight))
    if (!each.ended)
      for (auto const& action : actions_of[each.id.text()]) out[action].push_back(each);
  return out;
}

std::vector<Record> open_risks(db::Transaction& transaction, ThemeId const& theme) {
  std::vector<std::string> ids;
  for (auto const& row : transaction.rows(sql::list_theme_risks, {{"theme", theme}})) ids.push_back(row.text("risk"));
  auto risks = ids.empty() ? std::vector<Record>{} : find_records(transaction, ids);
  std::erase_if(risks, [](Record const& each) { return each.is_ended || each.text("risk_state") == "closed"; });
  return risks;
}

}  // namespace

Period last_month(Date today) {
  auto last = today.plus_days(-today.day());
  return {last.plus_days(1 - last.day()), last};
}

Period period_after(Period const& period) {
  return {period.to.plus_days(1), period.to.plus_days(1 + period.to.days_since(period.from))};
}

Action const* Highlight::action(ActionId const& id) const {
  auto found = std::find_if(actions.begin(), actions.end(), [&](Action const& each) { return each.id == id; });
  return found == actions.end() ? nullptr : &*found;
}

std::optional<Highlight> read_highlight(db::Transaction& transaction, ThemeId const& id, Period const& period,
                                        Date today, evidence::Sight sight) {
  auto theme = find_theme(transaction, id);
  if (!theme) return std::nullopt;
  auto begin = Instant::start_of(period.from), before = Instant::start_of(period.to.plus_days(1));
  auto const sequence = sequence_at_end_of(transaction, period.from.plus_days(-1));
  Highlight out{*std::move(theme),
                find_programme(transaction),
                actions_beneath_theme(transaction, id),
                std::nullopt,
                rolled_up_then(transaction, id, period.from, sequence),
                evidence_by_action(transaction, id, sight),
                date_changes_of_theme(transaction, id, begin, before),
                claims_agreed_in_theme(transaction, id, begin, before),
                updates_approved_in_theme(transaction, id, begin, before),
                open_risks(transaction, id)};
  out.was_kept_then = sequence > 0;
  out.now = rolled_up(out.actions, today);
  return out;
}

}  // namespace gt::plans

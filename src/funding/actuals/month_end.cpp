#include "funding/actuals/month_end.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "funding/actuals/ledger_imports.h"
#include "funding/actuals/month_closing.h"
#include "funding/forecast/forecasts.h"
#include "funding/posts/post_rules.h"
#include "funding/records/money_store.h"
#include "funding/sql.h"
#include "platform/operations/declare.h"

namespace gt::funding {

using nlohmann::json;

namespace {

constexpr std::size_t most_named = 5;

std::string named(std::vector<std::string> titles) {
  auto const all = titles.size();
  if (all > most_named) titles.resize(most_named);
  auto out = fmt::format("{}", fmt::join(titles, ", "));
  if (all > most_named) out += fmt::format(" and {} more", all - most_named);
  return out;
}

MonthTask task(std::string what, std::vector<std::string> const& open, std::string const& none, std::string address) {
  return {std::move(what), open.empty() ? none : named(open), std::move(address), open.empty()};
}

void add_ledgers(db::Transaction& transaction, Month month, std::vector<MonthTask>& out) {
  std::map<std::string, std::int64_t> posted;
  for (auto const& row : transaction.rows(sql::count_postings_of_month, {{"month", std::int64_t{month.index()}}}))
    posted[row.text("ledger")] = row.integer("postings");
  auto const ledgers = list_money(transaction, {.kind = "ledger"}, most_records);
  if (ledgers.empty()) out.push_back({"Name the ledgers that are brought in", "None is named", "/ledgers", false});
  for (auto const& ledger : ledgers) {
    auto const rows = posted[ledger.id];
    out.push_back({fmt::format("Bring in {}", ledger.title),
                   rows > 0 ? fmt::format("{} amounts of {}", rows, month.printed())
                            : fmt::format("It has nothing of {} yet", month.printed()),
                   ledger.address() + (rows > 0 ? "" : "/read"), rows > 0});
  }
  std::vector<std::string> waiting;
  std::string address = "/ledgers";
  for (auto const& each : list_ledger_imports(transaction))
    if (!each.is_in) {
      waiting.push_back(each.document_name);
      address = "/ledger-imports/" + each.id.text();
    }
  out.push_back(task("Bring in or discard the files that wait", waiting, "No file waits", address));
}

// Profiled for the month and neither posted nor accrued.
std::vector<std::string> lines_without_spending(Forecasts const& found, MoneyState const& state, Month month) {
  std::vector<std::string> out;
  for (auto const& line : found.lines) {
    auto const& months = state.months_of(line.line);
    auto const has = [&](std::vector<MonthAmount> const& all) {
      return std::any_of(all.begin(), all.end(), [&](auto const& each) { return each.month == month; });
    };
    if (has(months.profile) && !has(months.posted) && !has(months.accruals)) out.push_back(line.line.title);
  }
  return out;
}

// Spent otherwise than profiled to the month by more than the council's amount, and nobody has said why for it.
std::vector<std::string> lines_without_note(Forecasts const& found, Month month, Money above) {
  std::vector<std::string> out;
  for (auto const& line : found.lines) {
    Money difference;
    for (auto const& each : line.months)
      if (each.month <= month && each.month.financial_year() == month.financial_year())
        difference += each.spent - each.profile;
    auto const size = std::max(difference, -difference);
    bool const is_noted = std::any_of(line.notes.begin(), line.notes.end(),
                                      [&](Record const& note) { return note.text("month") == month.printed(); });
    if (!size.is_nothing() && size > above && !is_noted) out.push_back(line.line.title);
  }
  return out;
}

std::vector<std::string> late_posts(MoneyState const& state, Date by) {
  std::vector<std::string> out;
  for (auto const& [line, months] : state.months)
    for (auto const& post : months.posts)
      if (auto const next = next_step(post, by); next && !post.text("step").empty() && next->due < by)
        out.push_back(post.title);
  return out;
}

std::vector<std::string> exits_due(MoneyState const& state, Date by) {
  std::vector<std::string> out;
  for (auto const& [line, months] : state.months)
    for (auto const& post : months.posts)
      if (auto const due = post.date("exit_due"); post.text("exit").empty() && due && *due <= by)
        out.push_back(post.title);
  return out;
}

std::vector<std::string> ended_orders(MoneyState const& state, Date by) {
  std::vector<std::string> out;
  for (auto const& [line, orders] : state.orders)
    for (auto const& order : orders)
      if (auto const until = order.date("until"); !order.date("closed_on") && until && *until <= by)
        out.push_back(order.title);
  return out;
}

std::vector<std::string> undecided(db::Transaction& transaction, char const* kind, char const* state) {
  std::vector<std::string> out;
  for (auto const& each : list_money(transaction, {.kind = kind, .state = state}, most_records))
    out.push_back(each.title);
  return out;
}

struct MonthEndInput {
  std::string month;
};

Result<json> run_month_end(operations::Call& call, MonthEndInput const& input) {
  auto month = Month::of(call.today()).plus(-1);
  if (!input.month.empty()) {
    auto const typed = Month::from_typed(input.month);
    if (!typed) return refuse_field("month", typed.error().message);
    month = *typed;
  }
  auto const found = month_end(call.db(), month, call.today());
  json out{{"month", month.text()}, {"is_closed", found.is_closed}, {"open", found.open()}, {"tasks", json::array()}};
  for (auto const& each : found.tasks)
    out["tasks"].push_back({{"what", each.what}, {"found", each.found}, {"is_done", each.is_done}});
  return out;
}

}  // namespace

std::size_t MonthEnd::open() const {
  return static_cast<std::size_t>(
      std::count_if(tasks.begin(), tasks.end(), [](MonthTask const& each) { return !each.is_done; }));
}

MonthEnd month_end(db::Transaction& transaction, Month month, Date today) {
  auto const state = money_state(transaction);
  auto const found = forecasts(transaction, today);
  auto const by = std::min(month.last_day(), today);
  MonthEnd out{month, closed_months(transaction).contains(month), {}};
  auto& tasks = out.tasks;
  add_ledgers(transaction, month, tasks);
  bool const has_postings = state->spent_to && *state->spent_to >= month;
  if (has_postings) {
    tasks.push_back(task("Accrue what is not invoiced yet, or leave it", lines_without_spending(found, *state, month),
                         "Every line that was profiled has spending", "/accruals/new"));
    tasks.push_back(task("Say why lines differ from their profiles",
                         lines_without_note(found, month, money_settings(transaction).note_above),
                         "Every difference has a note", "/resources/forecast"));
  }
  tasks.push_back(task("Record the steps of posts", late_posts(*state, by), "No post is behind its usual days",
                       "/resources/posts"));
  tasks.push_back(
      task("Decide what becomes of posts", exits_due(*state, by), "No decision is due", "/resources/month-13"));
  tasks.push_back(
      task("Close or prolong orders that have ended", ended_orders(*state, by), "None has ended", "/orders"));
  tasks.push_back(
      task("Decide draw-downs", undecided(transaction, "draw-down", "requested"), "None waits", "/draw-downs"));
  tasks.push_back(
      task("Decide virements", undecided(transaction, "virement", "requested"), "None waits", "/virements"));
  tasks.push_back(task("Decide returns of underspend", undecided(transaction, "underspend return", "requested"),
                       "None waits", "/underspend-returns"));
  return out;
}

void add_month_end_operations(operations::Registry& registry) {
  registry.add(operations::declare<MonthEndInput>(
      "money month-end", "List what is to be done before a month is closed", operations::Kind::read, "money.view",
      {operations::field("month", &MonthEndInput::month, "The month; empty: the last one", "2019-06").max_length(40)},
      {{"month", "2019-06"}, {"is_closed", false}, {"open", 2}, {"tasks", json::array()}}, &run_month_end));
}

}  // namespace gt::funding

#include "funding/actuals/month_closing.h"

#include <algorithm>

#include <fmt/format.h>

#include "funding/sql.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

struct MonthInput {
  std::string month, why;
};

void add_closing(Call& call, Month month, bool is_closed, std::string const& why) {
  call.db().execute(sql::insert_month_closing, {{"month", std::int64_t{month.index()}},
                                                {"is_closed", is_closed},
                                                {"why", why},
                                                {"at", call.now()},
                                                {"account", call.actor().account},
                                                {"actor", call.actor().name}});
  call.changed(
      {"month", month.text(), month.printed(), {{"is_closed", !is_closed}}, {{"is_closed", is_closed}, {"why", why}}});
}

Result<json> run_close(Call& call, MonthInput const& input) {
  TRY(call.allow_themes({}));
  auto const month = Month::from_typed(input.month);
  if (!month) return refuse_field("month", month.error().message);
  if (month->last_day() >= call.today())
    return refuse_field(
        "month", fmt::format("{} is not over. A month is closed once all of it is in the ledger.", month->printed()));
  if (closed_months(call.db()).contains(*month))
    return refuse(ErrorKind::conflict, fmt::format("{} is closed already.", month->printed()));
  add_closing(call, *month, true, one_line(input.why));
  return json{{"month", month->text()}, {"is_closed", true}};
}

Result<json> run_reopen(Call& call, MonthInput const& input) {
  TRY(call.allow_themes({}));
  auto const month = Month::from_typed(input.month);
  if (!month) return refuse_field("month", month.error().message);
  if (!closed_months(call.db()).contains(*month))
    return refuse(ErrorKind::conflict, fmt::format("{} is not closed.", month->printed()));
  if (trimmed(input.why).empty())
    return refuse_field("why", "Figures of a closed month may be printed in papers. Say why it is opened again.");
  add_closing(call, *month, false, one_line(input.why));
  return json{{"month", month->text()}, {"is_closed", false}};
}

Result<json> run_list_months(Call& call, operations::Nothing const&) {
  auto out = json::array();
  for (auto const& each : month_closings(call.db()))
    out.push_back({{"month", each.month.text()},
                   {"is_closed", each.is_closed},
                   {"why", each.why},
                   {"at", each.at.iso()},
                   {"by", each.actor}});
  return json{{"months", out}};
}

operations::Fields<MonthInput> month_fields(char const* why) {
  return {field("month", &MonthInput::month, "The month", "2019-06").required().max_length(40),
          field("why", &MonthInput::why, why, "The bank reconciliation is done").max_length(1000)};
}

}  // namespace

std::vector<MonthClosing> month_closings(db::Transaction& transaction) {
  std::vector<MonthClosing> out;
  for (auto const& row : transaction.rows(sql::list_month_closings))
    out.push_back({Month::from_index(static_cast<int>(row.integer("month"))), row.flag("is_closed"), row.text("why"),
                   row.instant("at"), row.text("actor")});
  return out;
}

std::set<Month> closed_months(db::Transaction& transaction) {
  std::set<Month> out;
  for (auto const& each : month_closings(transaction)) {
    if (each.is_closed)
      out.insert(each.month);
    else
      out.erase(each.month);
  }
  return out;
}

void add_month_operations(operations::Registry& registry) {
  using operations::Kind;
  registry.add(declare<operations::Nothing>("money-month list", "List when months were closed and opened again",
                                            Kind::read, "money.view", {}, {{"months", json::array()}},
                                            &run_list_months));
  registry.add(declare<MonthInput>("money-month close", "Close a month: no file changes what was spent in it",
                                   Kind::change, "money.edit", month_fields("A note on it"),
                                   {{"month", "2019-06"}, {"is_closed", true}}, &run_close));
  registry.add(declare<MonthInput>("money-month reopen", "Open a closed month again, with the reason", Kind::change,
                                   "money.decide", month_fields("Why it is opened again"),
                                   {{"month", "2019-06"}, {"is_closed", false}}, &run_reopen));
}

}  // namespace gt::funding

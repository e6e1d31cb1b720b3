#include <algorithm>

#include <fmt/format.h>

#include "funding/forecast/forecasts.h"
#include "funding/records/money_register.h"
#include "funding/sql.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"
#include "platform/records/input.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

struct SetForecast {
  std::string line, month, amount, why;
  std::int64_t seen = 0;
};

Result<json> run_set_forecast(Call& call, SetForecast const& input) {
  TRY(call.allow_themes({}));
  auto const line = TRY(find_open(money_register(), call.db(), money_kind("cost line"), input.line));
  auto const changes = forecast_changes(call.db(), line.id);
  auto const last = changes.empty() ? 0 : changes.front().place;
  if (last != input.seen)
    return refuse(ErrorKind::conflict,
                  "Somebody else changed this forecast while you did. Look at theirs, then send yours again.");
  auto const month = Month::from_typed(input.month);
  if (!month) return refuse_field("month", month.error().message);
  auto const spent_to = money_state(call.db())->spent_to;
  if (spent_to && *month <= *spent_to)
    return refuse_field("month", fmt::format("The ledgers have {}, so what was spent stands. Choose a month after {}.",
                                             month->printed(), spent_to->printed()));
  std::optional<Money> amount;
  if (!trimmed(input.amount).empty()) {
    auto const typed = Money::from_typed(input.amount);
    if (!typed) return refuse_field("amount", typed.error().message);
    if (typed->pence() < 0)
      return refuse_field("amount",
                          "A month’s forecast is not below nothing. What goes back is a return of underspend.");
    amount = *typed;
  }
  auto const current =
      std::find_if(changes.begin(), changes.end(), [&](auto const& each) { return each.month == *month; });
  if (!amount && (current == changes.end() || !current->amount))
    return refuse_field("amount",
                        fmt::format("{} was not set by hand. Give the amount that is expected.", month->printed()));
  if (one_line(input.why).empty())
    return refuse_field("why", "Say why the month is expected to be otherwise: the reason stays beside it.");
  call.db().execute(sql::insert_forecast_change, {{"line", line.id},
                                                  {"month", std::int64_t{month->index()}},
                                                  {"pence", amount ? std::optional(amount->pence()) : std::nullopt},
                                                  {"why", one_line(input.why)},
                                                  {"at", call.now()},
                                                  {"account", call.actor().account},
                                                  {"actor", call.actor().name}});
  auto const shown = [](std::optional<Money> const& money) { return money ? json(money->text()) : json(nullptr); };
  call.changed(
      {"forecast",
       line.id,
       line.title,
       {{"month", month->text()}, {"amount", current == changes.end() ? json(nullptr) : shown(current->amount)}},
       {{"month", month->text()}, {"amount", shown(amount)}, {"why", one_line(input.why)}}});
  return json{{"line", line.id}, {"forecast_version", last + 1}};
}

json months_json(std::vector<MonthForecast> const& months) {
  auto out = json::array();
  for (auto const& each : months)
    out.push_back({{"month", each.month.text()},
                   {"profile", each.profile.text()},
                   {"spent", each.spent.text()},
                   {"forecast", each.forecast.text()},
                   {"from", word(each.basis)}});
  return out;
}

json sum_json(ForecastSum const& sum) {
  return {{"profile", sum.profile.text()},
          {"spent", sum.spent.text()},
          {"profile_to_date", sum.profile_to_date.text()},
          {"forecast", sum.forecast.text()},
          {"variance", sum.variance().text()}};
}

json spent_to_json(std::optional<Month> const& month) { return month ? json(month->text()) : json(nullptr); }

struct ShowForecast {
  std::string line;
};

Result<json> run_show_forecast(Call& call, ShowForecast const& input) {
  auto const found = forecasts(call.db(), call.today(), {.line = input.line});
  if (found.lines.empty()) return registers::no_such(money_kind("cost line"));
  auto const& line = found.lines.front();
  auto const changes = forecast_changes(call.db(), input.line);
  json out = sum_json(line.sum);
  out["line"] = line.line.id;
  out["spent_to"] = spent_to_json(found.spent_to);
  out["months"] = months_json(line.months);
  out["forecast_version"] = changes.empty() ? 0 : changes.front().place;
  out["changes"] = json::array();
  for (auto const& each : changes)
    out["changes"].push_back({{"month", each.month.text()},
                              {"amount", each.amount ? json(each.amount->text()) : json(nullptr)},
                              {"why", each.why},
                              {"at", each.at.iso()},
                              {"by", each.actor}});
  return out;
}

struct ListForecast {
  std::string year, approval;
};

Result<json> run_list_forecast(Call& call, ListForecast const& input) {
  ForecastFilter filter{.approval = input.approval};
  if (!input.year.empty()) {
    auto const year = FinancialYear::from_typed(input.year);
    if (!year) return refuse_field("financial_year", year.error().message);
    filter.year = *year;
  }
  auto const found = forecasts(call.db(), call.today(), filter);
  json out{{"spent_to", spent_to_json(found.spent_to)}, {"lines", json::array()}};
  ForecastSum all;
  for (auto const& each : found.lines) {
    all += each.sum;
    auto one = sum_json(each.sum);
    one["line"] = each.line.id;
    one["code"] = line_code(each.line);
    one["title"] = each.line.title;
    one["approval"] = each.approval.id;
    one["notes"] = json::array();
    for (auto const& note : each.notes) one["notes"].push_back(note.title);
    out["lines"].push_back(std::move(one));
  }
  out["total"] = sum_json(all);
  return out;
}

}  // namespace

void add_forecast_operations(operations::Registry& registry) {
  using S = SetForecast;
  registry.add(declare<S>(
      "cost-line set-forecast", "Say what a month to come is expected to cost instead, with the reason", Kind::change,
      "money.edit",
      {field("cost_line", &S::line, "The cost line", records::example_id).required(),
       field("forecast_version", &S::seen, "The version of the forecast you saw; 0 when nothing was set by hand", 0)
           .required(),
       field("month", &S::month, "The month", "2019-09").required().max_length(40),
       field("amount", &S::amount, "What is expected; empty: as it is reckoned again", "12000").max_length(40),
       field("why", &S::why, "Why", "An agency worker covers until the post is filled").max_length(1000)},
      {{"line", records::example_id}, {"forecast_version", 1}}, &run_set_forecast));
  registry.add(declare<ShowForecast>(
      "cost-line show-forecast", "Show a line’s profile, spending and forecast by month", Kind::read, "money.view",
      {field("cost_line", &ShowForecast::line, "The cost line", records::example_id).required()},
      {{"spent_to", "2019-06"}, {"months", json::array()}}, &run_show_forecast));
  using L = ListForecast;
  registry.add(declare<L>("money forecast", "Show profile, spending, forecast and variance of every line", Kind::read,
                          "money.view",
                          {field("financial_year", &L::year, "Of this year only", "2019/20").max_length(40),
                           field("approval", &L::approval, "Of this approval only", records::example_id)},
                          {{"spent_to", "2019-06"}, {"lines", json::array()}}, &run_list_forecast));
}

}  // namespace gt::funding

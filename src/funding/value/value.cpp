#include "funding/value/value.h"

#include <algorithm>
#include <set>

#include "platform/operations/declare.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;

namespace {

json or_null(std::optional<Money> const& amount) { return amount ? json(amount->text()) : json(nullptr); }

Result<json> run_value(Call& call, operations::Nothing const&) {
  auto const value = value_of_money(call.db(), evidence::sight_of(call.actor()), call.today());
  json out{{"themes", json::array()}, {"lines_supporting_none", json::array()}};
  for (auto const& each : value.themes) {
    auto lines = json::array();
    for (auto const& one : each.lines)
      lines.push_back({{"id", one.line.id}, {"title", one.line.title}, {"apportioned", or_null(one.apportioned)}});
    auto const& bought = each.bought;
    out["themes"].push_back({{"theme", each.theme.id.text()},
                             {"title", each.theme.title},
                             {"lines", lines},
                             {"apportioned", or_null(each.apportioned)},
                             {"actions", bought.actions},
                             {"actions_done", bought.done},
                             {"success_measures", bought.measures},
                             {"success_measures_moved", bought.moved},
                             {"evidence", bought.evidence},
                             {"audits", bought.audits}});
  }
  for (auto const& line : value.supporting_none)
    out["lines_supporting_none"].push_back({{"id", line.id}, {"title", line.title}});
  return out;
}

}  // namespace

Value value_of_money(db::Transaction& transaction, evidence::Sight sight, Date today) {
  Value out;
  auto const proof = plans::proof_by_theme(transaction, sight, today);
  std::map<std::string, Record> lines;
  constexpr std::int64_t most_rows = 1'000'000;
  auto const all = list_money(transaction, {.kind = "cost line"}, most_rows);
  for (auto const& each : all) lines.emplace(each.id, each);
  std::map<std::string, std::vector<LineTheme>> by_theme;
  std::set<std::string> supporting;
  for (auto& each : themes_of_lines(transaction)) {
    supporting.insert(each.line);
    auto theme = each.theme;
    by_theme[std::move(theme)].push_back(std::move(each));
  }
  for (auto const& theme : plans::list_themes(transaction)) {
    ThemeValue value{theme, {}, std::nullopt, {}};
    for (auto const& each : by_theme[theme.id.text()]) {
      auto const& line = lines.at(each.line);
      std::optional<Money> apportioned;
      if (each.share) apportioned = line.money("amount")->times(*each.share, 10'000);
      if (apportioned) value.apportioned = value.apportioned.value_or(Money()) + *apportioned;
      value.lines.push_back({line, apportioned});
    }
    std::sort(value.lines.begin(), value.lines.end(),
              [](auto const& a, auto const& b) { return a.line.number < b.line.number; });
    if (auto const found = proof.find(theme.id.text()); found != proof.end()) value.bought = found->second;
    out.themes.push_back(std::move(value));
  }
  for (auto const& each : all)
    if (!supporting.contains(each.id)) out.supporting_none.push_back(each);
  return out;
}

void add_value_operations(operations::Registry& registry) {
  registry.add(operations::declare<operations::Nothing>(
      "money value", "Show by theme what supports it beside what was done: actions, measures, evidence",
      operations::Kind::read, "money.view", {}, {{"themes", json::array()}}, &run_value));
}

}  // namespace gt::funding

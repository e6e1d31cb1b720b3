#include "funding/summary/summary.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "funding/records/money_store.h"
#include "funding/summary/money_state.h"

namespace gt::funding {

using nlohmann::json;

namespace {

// What stands in the approval itself or in one of its phases.
std::vector<Record> within(MoneyState::ByParent const& records, Record const& approval,
                           std::vector<Record> const& phases) {
  std::vector<Record> out;
  auto const take = [&](std::string const& id) {
    if (auto const found = records.find(id); found != records.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  };
  take(approval.id);
  for (auto const& phase : phases) take(phase.id);
  return out;
}

std::vector<Record> const& inside(MoneyState::ByParent const& records, std::string const& parent) {
  static std::vector<Record> const none;
  auto const found = records.find(parent);
  return found == records.end() ? none : found->second;
}

// Money that runs on is looked at year by year.
std::optional<FinancialYear> year_of(Record const& approval, Date today) {
  return approval.text("recurrence") == "recurring" ? std::optional(FinancialYear::of(today)) : std::nullopt;
}

void add_spending(ApprovalStanding& standing, MoneyState const& state, Date today) {
  auto& amounts = standing.amounts;
  for (auto const& line : standing.lines) {
    auto const months = state.forecast_of(line, standing.approval, today);
    standing.has_forecast = standing.has_forecast || !months->empty();
    auto const sum = sum_of(*months, state.spent_to, year_of(standing.approval, today));
    standing.sums.push_back(sum);
    amounts.spent += sum.spent;
    amounts.forecast += sum.forecast;
    amounts.committed += committed_of(state, line);
    for (auto const& each : state.months_of(line).profile) amounts.profiled += each.amount;
  }
  for (auto const& each : inside(state.returns, standing.approval.id))
    if (state_of(each) == "approved") amounts.returned += *each.money("amount");
}

void add_amounts(ApprovalStanding& standing) {
  auto& out = standing.amounts;
  auto const& approval = standing.approval;
  if (state_of(approval) == "bid") out.asked = *approval.money("amount");
  if (state_of(approval) == "approved") out.approved = *approval.money("approved_amount");
  for (auto const& line : standing.lines) out.itemised += *line.money("amount");
  for (auto const& draw : standing.draws) {
    if (state_of(draw) == "approved") out.drawn += *draw.money("amount");
    if (state_of(draw) == "requested") out.requested += *draw.money("amount");
  }
}

std::vector<Gap> gaps_of(ApprovalStanding const& standing, std::vector<Record> const& reasons) {
  std::vector<Gap> out;
  auto const& amounts = standing.amounts;
  if (amounts.approved.is_nothing()) return out;
  auto const add = [&](char const* name, Money amount) {
    if (amount.pence() <= 0) return;
    Gap gap{name, amount, Money::pence(1000).times(amount.pence(), amounts.approved.pence()).pence(), {}};
    std::copy_if(reasons.begin(), reasons.end(), std::back_inserter(gap.reasons),
                 [&](Record const& each) { return each.text("gap") == name; });
    out.push_back(std::move(gap));
  };
  add("unallocated", amounts.unallocated());
  // The body may approve less than was itemised in the bid.
  add("itemised beyond what was approved", -amounts.unallocated());
  if (!standing.draws.empty()) add("not drawn", amounts.not_drawn());
  if (!standing.has_forecast) return out;
  add("not spent", amounts.unspent());
  add("forecast beyond what was approved", -amounts.unspent());
  return out;
}

ApprovalStanding standing_of(Record const& approval, MoneyState const& state, Date today) {
  auto const& phases = inside(state.phases, approval.id);
  ApprovalStanding out{.approval = approval,
                       .amounts = {},
                       .phases = phases,
                       .lines = within(state.lines, approval, phases),
                       .draws = within(state.draws, approval, phases),
                       .gaps = {},
                       .sums = {},
                       .spent_to = state.spent_to};
  add_amounts(out);
  add_spending(out, state, today);
  out.gaps = gaps_of(out, inside(state.reasons, approval.id));
  return out;
}

int order_of(Record const& approval) {
  auto const state = state_of(approval);
  return state == "approved" ? 0 : state == "bid" ? 1 : 2;
}

json amounts_json(Standing const& amounts) {
  return {{"asked", amounts.asked.text()},           {"approved", amounts.approved.text()},
          {"itemised", amounts.itemised.text()},     {"unallocated", amounts.unallocated().text()},
          {"drawn", amounts.drawn.text()},           {"requested", amounts.requested.text()},
          {"not_drawn", amounts.not_drawn().text()}, {"profiled", amounts.profiled.text()},
          {"committed", amounts.committed.text()},   {"spent", amounts.spent.text()},
          {"forecast", amounts.forecast.text()},     {"returned", amounts.returned.text()},
          {"unspent", amounts.unspent().text()}};
}

}  // namespace

Standing& Standing::operator+=(Standing const& other) {
  asked += other.asked;
  approved += other.approved;
  itemised += other.itemised;
  drawn += other.drawn;
  requested += other.requested;
  profiled += other.profiled;
  committed += other.committed;
  spent += other.spent;
  forecast += other.forecast;
  returned += other.returned;
  return *this;
}

std::vector<FundStanding> money_overview(db::Transaction& transaction, Date today) {
  auto const state = money_state(transaction);
  std::vector<FundStanding> out;
  for (auto const& fund : state->funds) {
    FundStanding standing{fund, {}, {}};
    for (auto const& each : inside(state->approvals, fund.id))
      standing.approvals.push_back(standing_of(each, *state, today));
    std::stable_sort(standing.approvals.begin(), standing.approvals.end(),
                     [](auto const& a, auto const& b) { return order_of(a.approval) < order_of(b.approval); });
    for (auto const& each : standing.approvals) standing.amounts += each.amounts;
    out.push_back(std::move(standing));
  }
  return out;
}

json to_json(std::vector<FundStanding> const& funds) {
  auto out = json::array();
  for (auto const& fund : funds) {
    auto approvals = json::array();
    for (auto const& each : fund.approvals) {
      auto one = amounts_json(each.amounts);
      one["id"] = each.approval.id;
      one["title"] = each.approval.title;
      one["state"] = state_of(each.approval);
      one["lines"] = each.lines.size();
      one["gaps"] = json::array();
      for (auto const& gap : each.gaps) {
        auto reasons = json::array();
        for (auto const& reason : gap.reasons) reasons.push_back(reason.title);
        one["gaps"].push_back({{"gap", gap.name},
                               {"amount", gap.amount.text()},
                               {"per_cent", records::hundredths_text(gap.tenths_of_per_cent * 10)},
                               {"reasons", reasons}});
      }
      if (auto const check = check_total(each, funds)) {
        json total{{"total", check->total.text()},
                   {"implied_rest", check->implied_rest.text()},
                   {"is_reached", check->is_reached},
                   {"sums", json::array()}};
        for (auto const& sum : check->sums)
          total["sums"].push_back(
              {{"of", sum.of}, {"amount", sum.amount.text()}, {"short_of", sum.short_of.text()}, {"note", sum.note}});
        one["expected_total"] = total;
      }
      approvals.push_back(std::move(one));
    }
    auto one = amounts_json(fund.amounts);
    one["id"] = fund.fund.id;
    one["title"] = fund.fund.title;
    one["approvals"] = approvals;
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<TotalCheck> check_total(ApprovalStanding const& standing, std::vector<FundStanding> const& all) {
  auto const total = standing.approval.money("expected_total");
  if (!total) return std::nullopt;
  auto const given = standing.approval.money("approved_amount").value_or(*standing.approval.money("amount"));
  TotalCheck out{*total, *total - given, {}, false};
  auto const add = [&](std::string of, Money amount, std::string note) {
    out.is_reached = out.is_reached || amount == *total;
    out.sums.push_back({std::move(of), amount, *total - amount, std::move(note)});
  };
  auto const word = state_of(standing.approval) == "approved" ? "approved" : "asked for";
  auto const start = fmt::format("{} {}", given.printed(), word);
  add(start, given, "");
  Money first_years, full_years;
  for (auto const& draw : standing.draws) {
    if (state_of(draw) == "refused" || state_of(draw) == "lapsed") continue;
    first_years += *draw.money("amount");
    full_years += draw.money("full_year").value_or(*draw.money("amount"));
  }
  if (standing.draws.empty()) return out;
  auto with_draws = given + full_years;
  auto words = fmt::format("{}, and {} drawn in a full year", start, full_years.printed());
  add(words, with_draws, "");
  if (first_years != full_years) {
    with_draws += first_years;
    words = fmt::format("{}, and {} in its first year", words, first_years.printed());
    add(words, with_draws, "The first year and the full year are the same posts in two years.");
  }
  Money elsewhere;
  for (auto const& fund : all)
    for (auto const& each : fund.approvals)
      if (fund.fund.id != standing.approval.parent && order_of(each.approval) < 2)
        elsewhere += each.approval.money("approved_amount").value_or(*each.approval.money("amount"));
  if (!elsewhere.is_nothing())
    add(fmt::format("{}, and {} from other funds", words, elsewhere.printed()), with_draws + elsewhere,
        "Other funds are not part of this money.");
  return out;
}

Support support_of_themes(db::Transaction& transaction, std::vector<std::string> const& themes) {
  std::map<std::string, Record> lines;
  for (auto& each : list_money(transaction, {.kind = "cost line"}, most_records)) {
    auto id = each.id;
    lines.emplace(std::move(id), std::move(each));
  }
  std::map<std::string, ThemeSupport> by_theme;
  std::set<std::string> supporting;
  for (auto const& each : themes_of_lines(transaction)) {
    auto const line = lines.find(each.line);
    if (line == lines.end()) continue;
    supporting.insert(each.line);
    auto& support = by_theme[each.theme];
    support.lines.push_back(line->second);
    if (each.share) {
      support.apportioned += line->second.money("amount")->times(*each.share, 10'000);
      support.is_apportioned = true;
    }
  }
  Support out;
  for (auto const& theme : themes) {
    auto& support = by_theme[theme];
    support.theme = theme;
    std::sort(support.lines.begin(), support.lines.end(),
              [](Record const& a, Record const& b) { return a.number < b.number; });
    out.themes.push_back(support);
  }
  std::stable_sort(out.themes.begin(), out.themes.end(),
                   [](auto const& a, auto const& b) { return a.lines.size() > b.lines.size(); });
  if (!out.themes.empty() && out.themes.front().lines.size() != out.themes.back().lines.size())
    for (auto const& each : out.themes)
      if (each.lines.size() == out.themes.back().lines.size()) out.thinnest.push_back(each.theme);
  for (auto const& [id, line] : lines)
    if (!supporting.contains(id)) out.supporting_none.push_back(line);
  return out;
}

std::optional<Date> end_of(Record const& approval) {
  if (auto const until = approval.date("until")) return until;
  auto const from = approval.date("from");
  auto const months = approval.number_in("months");
  if (!from || !months) return std::nullopt;
  return from->plus_months(static_cast<int>(*months)).plus_days(-1);
}

std::vector<MonthThirteen> month_thirteen(db::Transaction& transaction, Date today) {
  auto const state = money_state(transaction);
  std::vector<MonthThirteen> out;
  for (auto const& fund : money_overview(transaction, today))
    for (auto const& each : fund.approvals) {
      auto const ends = end_of(each.approval);
      if (!ends || order_of(each.approval) > 1) continue;
      MonthThirteen month{each.approval, *ends, {}, {}, {}, {}, {}};
      for (auto const& line : each.lines) {
        auto const& posts = state->months_of(line).posts;
        if (posts.empty()) month.lines_without_posts.push_back(line);
        for (auto const& post : posts) {
          if (auto const left = post.date("left_on"); left && *left <= *ends) continue;
          auto const full = post.money("full_year");
          auto const a_month = full ? full->times(1, 12) : Money();
          auto const exit = post.text("exit");
          (exit.empty() ? month.undecided : exit == "end" ? month.ending : month.kept) += a_month;
          month.posts.push_back({post, a_month, full.has_value()});
        }
      }
      std::stable_sort(month.posts.begin(), month.posts.end(), [](auto const& a, auto const& b) {
        return a.post.text("exit").empty() && !b.post.text("exit").empty();
      });
      out.push_back(std::move(month));
    }
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.ends < b.ends; });
  return out;
}

}  // namespace gt::funding

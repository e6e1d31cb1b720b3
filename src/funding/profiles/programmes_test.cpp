#include <random>

#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"
#include "funding/profiles/profile.h"
#include "funding/profiles/virement.h"
#include "funding/records/money_store.h"
#include "tests/support/row_batch.h"

// A thousand random programmes: whatever was planned, planned anew and moved, the sums agree, and the changes replayed
// give what stands.
namespace gt::funding {
namespace {

using nlohmann::json;
using Months = std::map<Month, Money>;

Months months_of(std::vector<MonthAmount> const& amounts) {
  Months out;
  for (auto const& each : amounts) out[each.month] += each.amount;
  std::erase_if(out, [](auto const& each) { return each.second.is_nothing(); });
  return out;
}

Money sum_of(Months const& months) {
  Money out;
  for (auto const& [month, amount] : months) out += amount;
  return out;
}

class Programmes : public test::FundingTest {
 protected:
  struct Line {
    std::string id, parent;
    Money first_amount, amount;
    std::vector<Months> versions;  ///< by number from 1
  };
  struct Programme {
    std::string fund, approval;
    std::vector<std::string> phases;
    std::vector<Line> lines;
  };

  int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }

  // As insert_money writes it, but many at a time.
  std::string made(char const* kind, std::string const& title, db::Value parent, Programme const& in,
                   std::optional<Money> amount, json const& fields) {
    auto id = new_opaque_id();
    std::string const word{kind};
    db::Value const line = word == "cost line" ? db::Value(id) : db::Value(nullptr);
    rows_.add({id, word, ++numbers_[word], title, std::move(parent), word == "fund" ? id : in.fund,
               word == "fund"       ? db::Value(nullptr)
               : word == "approval" ? db::Value(id)
                                    : db::Value(in.approval),
               line, nullptr, amount ? db::Value(amount->pence()) : db::Value(nullptr),
               word == "approval" ? "approved" : "", fields.dump(), nullptr, std::int64_t{1}});
    return id;
  }

  void plan(operations::Call& call, Line& line) {
    auto const record = find_money(call.db(), line.id).value();
    auto const first = Month::from_index(2026 * 12 + up_to(20));
    auto const from = first.first_day().plus_days(up_to(28));
    auto const part = line.amount.times(1 + up_to(100), 100);
    auto const wanted = spread(part, from, from.plus_days(1 + up_to(60)));
    auto const number = change_profile(call, record, wanted, "Board", "As it was heard");
    if (number > static_cast<std::int64_t>(line.versions.size())) line.versions.push_back(months_of(wanted));
  }

  // From one line to the next, out of a year in which the first means to spend something.
  void move(operations::Call& call, Programme& programme) {
    auto& from = programme.lines.front();
    auto& to = programme.lines.back();
    auto const year = from.versions.back().begin()->first.financial_year();
    Money of_year;
    for (auto const& [month, amount] : from.versions.back())
      if (month.financial_year() == year) of_year += amount;
    auto const amount = Money::pence(1 + of_year.times(up_to(100), 100).pence());
    if (amount > of_year) return;
    auto const before = from.versions.back(), other = to.versions.empty() ? Months{} : to.versions.back();
    Record virement{.id = new_opaque_id(), .kind = &money_kind("virement"), .title = "Late starts"};
    virement.parent = programme.approval;
    virement.fields = {{"from_line", from.id},
                       {"to_line", to.id},
                       {"amount", amount.text()},
                       {"financial_year", year.printed()},
                       {"decided_by", "Board"}};
    insert_money(call.db(), virement);
    auto const moved = move_money(call, virement);
    ASSERT_TRUE(moved.has_value()) << moved.error().message;
    from.amount -= amount;
    to.amount += amount;
    auto const left = months_of(profile_of(call.db(), from.id)), got = months_of(profile_of(call.db(), to.id));
    EXPECT_EQ(sum_of(before) - sum_of(left), amount);
    for (auto const& [month, was] : before) {
      auto const now = left.contains(month) ? left.at(month) : Money();
      EXPECT_GE(now, Money());
      EXPECT_EQ((got.contains(month) ? got.at(month) : Money()) - (other.contains(month) ? other.at(month) : Money()),
                was - now)
          << "what one gives in a month the other gets in that month";
    }
    from.versions.push_back(left);
    to.versions.push_back(got);
  }

  Programme make() {
    Programme out;
    out.fund = made("fund", "Reserve", nullptr, out, std::nullopt, {{"fund_kind", "grant"}});
    auto const amount = Money::pounds(1'000'000);
    out.approval = made("approval", "Money", out.fund, out, amount,
                        {{"amount", amount.text()},
                         {"recurrence", "one-off"},
                         {"decided", "approved"},
                         {"approved_amount", amount.text()}});
    for (auto phases = up_to(3); phases > 0; --phases)
      out.phases.push_back(made("phase", "Phase", out.approval, out, std::nullopt, json::object()));
    for (auto lines = 2 + up_to(2); lines > 0; --lines) {
      auto const in = static_cast<std::size_t>(up_to(static_cast<int>(out.phases.size()) + 1));
      Line line{"", in == 0 ? out.approval : out.phases[in - 1], Money::pence(100 + up_to(20'000'000)), {}, {}};
      line.amount = line.first_amount;
      line.id = made("cost line", "Line", line.parent, out, line.amount,
                     {{"line_kind", "other"}, {"amount", line.amount.text()}});
      out.lines.push_back(line);
    }
    return out;
  }

  void change(operations::Call& call, Programme& programme) {
    for (auto& line : programme.lines)
      for (auto versions = up_to(5) == 0 ? 2 : 1; versions > 0; --versions) plan(call, line);
    if (up_to(8) == 0) move(call, programme);
  }

  gt::test::RowBatch rows_{"money_record",
                           {"id", "kind", "number", "title", "parent", "fund", "approval", "line", "refers", "amount",
                            "state", "fields", "ended_at", "version"}};
  std::map<std::string, std::int64_t> numbers_;
  std::mt19937 random_{20261122};
};
INSTANTIATE_TEST_SUITE_P(Engines, Programmes, gt::test::engines(), gt::test::engine_name);

TEST_P(Programmes, AThousandOfThemAddUpEveryWay) {
  constexpr int how_many = 1000;
  std::vector<Programme> all;
  for (int at = 0; at < how_many; ++at) all.push_back(make());
  auto writing = database().change(actor_.authority);
  rows_.flush(writing);
  {
    operations::Call call{actor_, writing, files(), clock_, "money.edit"};
    for (auto& each : all) change(call, each);
  }
  writing.commit();

  std::map<std::string, json> funds;
  auto const overview = done("money overview", json::object());
  for (auto const& each : overview.at("funds")) funds.emplace(each.at("id"), each);
  ASSERT_EQ(funds.size(), all.size());
  auto transaction = database().read(actor_.authority);
  std::map<std::string, std::map<FinancialYear, Money>> years;
  for (auto const& each : profile_years(transaction)) years[each.line][each.year] += each.amount;

  std::map<std::string, Money> amounts;
  for (auto const& each : list_money(transaction, {.kind = "cost line"})) amounts[each.id] = *each.money("amount");

  std::size_t versions = 0, moved = 0;
  for (auto const& programme : all) {
    auto const& standing = funds.at(programme.fund);
    ASSERT_EQ(standing.at("approvals").size(), 1u);
    std::map<std::string, Money> by_phase;
    Money by_line, by_month, by_year, itemised;
    for (auto const& line : programme.lines) {
      auto const stands = months_of(profile_of(transaction, line.id));
      // As it stands, and as it stood after each version, are what the changes come to.
      EXPECT_EQ(stands, line.versions.back());
      for (std::size_t at = 0; at < line.versions.size(); ++at)
        EXPECT_EQ(months_of(profile_after(transaction, line.id, static_cast<std::int64_t>(at) + 1)), line.versions[at]);
      versions += line.versions.size();
      moved += line.amount != line.first_amount;
      EXPECT_EQ(amounts.at(line.id), line.amount);
      EXPECT_LE(sum_of(stands), line.amount);
      std::map<FinancialYear, Money> years_of_months;
      for (auto const& [month, amount] : stands) {
        years_of_months[month.financial_year()] += amount;
        by_month += amount;
      }
      EXPECT_EQ(years[line.id], years_of_months);
      for (auto const& [year, amount] : years[line.id]) by_year += amount;
      by_line += sum_of(stands);
      by_phase[line.parent] += sum_of(stands);
      itemised += line.amount;
    }
    Money by_phases;
    for (auto const& [phase, amount] : by_phase) by_phases += amount;
    EXPECT_EQ(by_line, by_phases);
    EXPECT_EQ(by_line, by_month);
    EXPECT_EQ(by_line, by_year);
    EXPECT_EQ(by_line.text(), standing.at("approvals").at(0).at("profiled"));
    EXPECT_EQ(by_line.text(), standing.at("profiled"));
    EXPECT_EQ(itemised.text(), standing.at("itemised"));
    if (HasFailure()) FAIL() << "in the programme of fund " << programme.fund;
  }
  // So that a generator that makes nothing is found out.
  EXPECT_GT(versions, 2500u);
  EXPECT_GT(moved, 150u);
}

}  // namespace
}  // namespace gt::funding

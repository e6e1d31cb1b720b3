#include "tests/support/large_money.h"

#include <fmt/format.h>

#include "funding/records/money_store.h"
#include "tests/support/row_batch.h"

namespace gt::test {

namespace {

using namespace gt::funding;
using nlohmann::json;

std::string add(db::Transaction& transaction, char const* kind, std::string title, json fields,
                std::optional<std::string> parent = std::nullopt) {
  Record record;
  record.id = Id<struct MoneyTag>::fresh().text();
  record.kind = &money_kind(kind);
  record.title = std::move(title);
  record.parent = std::move(parent);
  record.fields = std::move(fields);
  record.version = 1;
  insert_money(transaction, record);
  return record.id;
}

}  // namespace

void make_large_money(db::Database& database, AuthorityId const& authority, MoneySize const& size, Date today) {
  constexpr std::int64_t a_month = 75'000, posted_a_month = 70'000;
  auto change = database.change(authority);
  auto const this_month = Month::of(today);
  auto const first = first_month(this_month.financial_year().plus(1 - size.years));
  RowBatch profiles("profile_month", {"line", "month", "pence"}), actuals("actual_month", {"record", "month", "pence"});
  auto const fund = add(change, "fund", "Ten years of change", {{"fund_kind", "corporate one-off"}});
  int number = 0;
  for (int year = 0; year < size.years; ++year) {
    auto const begins = first.plus(12 * year);
    auto const until = first.plus(12 * size.years - 1).last_day().iso();
    auto const approval = add(change, "approval", fmt::format("Programme of {}", begins.financial_year().printed()),
                              {{"amount", "9000000.00"},
                               {"approved_amount", "9000000.00"},
                               {"recurrence", "one-off"},
                               {"decided", "approved"},
                               {"decided_by", "Cabinet"},
                               {"from", first.first_day().iso()},
                               {"until", until}},
                              fund);
    for (int line = 0; line < size.lines / size.years; ++line) {
      auto const id = add(change, "cost line", fmt::format("Line {} of the programme", ++number),
                          {{"line_kind", "post"}, {"amount", "90000.00"}, {"recurrence", "one-off"}}, approval);
      for (auto month = first; month < first.plus(12 * size.years); month = month.plus(1)) {
        profiles.add({id, std::int64_t{month.index()}, a_month});
        if (month < this_month) actuals.add({id, std::int64_t{month.index()}, posted_a_month + number});
      }
      if (number % 5 == 0)
        add(change, "post", fmt::format("Post {}", number),
            {{"fte", "1"},
             {"basis", "permanent"},
             {"full_year", "9000.00"},
             {"step", "started"},
             {"started_on", first.first_day().iso()}},
            id);
    }
  }
  profiles.flush(change);
  actuals.flush(change);
  change.commit();
}

}  // namespace gt::test

#include "funding/actuals/postings.h"

#include "funding/sql.h"

namespace gt::funding {

std::vector<MonthAmount> posted_to(db::Transaction& transaction, std::string const& record) {
  std::vector<MonthAmount> out;
  for (auto const& row : transaction.rows(sql::list_actual_months, {{"record", record}}))
    out.push_back({Month::from_index(static_cast<int>(row.integer("month"))), Money::pence(row.integer("pence"))});
  return out;
}

std::vector<PostingRow> list_postings(db::Transaction& transaction, PostingFilter const& filter, std::int64_t limit) {
  auto const index = [](std::optional<Month> const& month) {
    return month ? std::optional(std::int64_t{month->index()}) : std::nullopt;
  };
  std::vector<PostingRow> out;
  transaction.each(sql::list_postings,
                   {{"record", filter.record.empty() ? std::optional<std::string>() : std::optional(filter.record)},
                    {"from_month", index(filter.from)},
                    {"until_month", index(filter.until)},
                    {"above", filter.above ? std::optional(filter.above->pence()) : std::nullopt},
                    {"limit", limit}},
                   [&](db::Row const& row) {
                     out.push_back({row.text("record"), Month::from_index(static_cast<int>(row.integer("month"))),
                                    row.text("code"), Money::pence(row.integer("pence")), row.optional_date("on_day"),
                                    row.text("supplier"), row.text("order_number"), row.text("reference"),
                                    row.text("words"), row.text("found_at"), row.flag("is_withheld")});
                   });
  return out;
}

}  // namespace gt::funding

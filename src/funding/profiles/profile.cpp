#include "funding/profiles/profile.h"

#include <map>

#include <fmt/format.h>

#include "funding/sql.h"

namespace gt::funding {

using VersionId = Id<struct ProfileVersionTag>;

namespace {

std::vector<MonthAmount> months_of(std::vector<db::Row> const& rows) {
  std::vector<MonthAmount> out;
  out.reserve(rows.size());
  for (auto const& row : rows)
    out.push_back(
        MonthAmount{Month::from_index(static_cast<int>(row.integer("month"))), Money::pence(row.integer("pence"))});
  return out;
}

}  // namespace

std::vector<ProfileVersion> profile_versions(db::Transaction& transaction, std::string const& line) {
  std::vector<ProfileVersion> out;
  for (auto const& row : transaction.rows(sql::list_profile_versions, {{"line", line}}))
    out.push_back(ProfileVersion{row.integer("number"), row.instant("at"), row.text("actor"), row.text("agreed_by"),
                                 row.text("why")});
  return out;
}

std::vector<MonthAmount> profile_of(db::Transaction& transaction, std::string const& line) {
  return months_of(transaction.rows(sql::list_profile_months, {{"line", line}}));
}

std::vector<MonthAmount> profile_after(db::Transaction& transaction, std::string const& line, std::int64_t number) {
  return months_of(transaction.rows(sql::list_profile_at_version, {{"line", line}, {"number", number}}));
}

std::vector<YearAmount> profile_years(db::Transaction& transaction, std::string const& fund) {
  std::vector<YearAmount> out;
  auto const wanted = fund.empty() ? std::optional<std::string>() : std::optional(fund);
  for (auto const& row : transaction.rows(sql::list_profile_years, {{"fund", wanted}}))
    out.push_back(YearAmount{row.text("fund"), row.text("line"),
                             FinancialYear::beginning(static_cast<int>(row.integer("year"))),
                             Money::pence(row.integer("pence"))});
  return out;
}

std::int64_t change_profile(operations::Call& call, Record const& line, std::vector<MonthAmount> const& wanted,
                            std::string const& agreed_by, std::string const& why) {
  auto& db = call.db();
  std::map<int, std::int64_t> differences;
  for (auto const& each : wanted) differences[each.month.index()] += each.amount.pence();
  for (auto const& each : profile_of(db, line.id)) differences[each.month.index()] -= each.amount.pence();
  std::erase_if(differences, [](auto const& each) { return each.second == 0; });
  auto const known = profile_versions(db, line.id);
  auto const last = known.empty() ? 0 : known.front().number;
  if (differences.empty()) return last;

  auto const version = VersionId::fresh();
  db.execute(sql::insert_profile_version, {{"id", version},
                                           {"line", line.id},
                                           {"at", call.now()},
                                           {"account", call.actor().account},
                                           {"actor", call.actor().name},
                                           {"agreed_by", agreed_by},
                                           {"why", why}});
  auto const place = place_of(db, line);
  std::map<int, std::int64_t> by_year;
  for (auto const& [month, pence] : differences) {
    db.execute(sql::insert_profile_change,
               {{"version", version}, {"line", line.id}, {"month", std::int64_t{month}}, {"pence", pence}});
    db.execute(sql::add_to_profile_month, {{"line", line.id}, {"month", std::int64_t{month}}, {"pence", pence}});
    by_year[Month::from_index(month).financial_year().begins_in()] += pence;
  }
  for (auto const& [year, pence] : by_year)
    db.execute(sql::add_to_profile_year,
               {{"fund", place.fund.value()}, {"line", line.id}, {"year", std::int64_t{year}}, {"pence", pence}});
  return last + 1;
}

Result<void> check_profile(Record const& line, std::vector<MonthAmount> const& wanted) {
  std::map<FinancialYear, Money> by_year;
  for (auto const& each : wanted) {
    if (each.amount.pence() < 0)
      return refuse_field("months", fmt::format("{} is below nothing. What goes back is a virement or a smaller line.",
                                                each.month.printed()));
    auto const from = line.date("from"), until = line.date("until");
    if ((from && each.month < Month::of(*from)) || (until && each.month > Month::of(*until)))
      return refuse_field("months",
                          fmt::format("{} is outside the line’s own days. Change those first, or leave the month out.",
                                      each.month.printed()));
    by_year[each.month.financial_year()] += each.amount;
  }
  auto const limit = *line.money("amount");
  if (line.text("recurrence") == "recurring") {
    for (auto const& [year, sum] : by_year)
      if (sum > limit)
        return refuse_field("months", fmt::format("{} comes to {}, more than the line has in a year, {}.",
                                                  year.printed(), sum.printed(), limit.printed()));
  } else if (total(wanted) > limit) {
    return refuse_field("months", fmt::format("The months come to {}, more than the line has, {}.",
                                              total(wanted).printed(), limit.printed()));
  }
  return {};
}

}  // namespace gt::funding

#include <fmt/format.h>

#include "governance/rota/pages/rota_page_list.h"
#include "platform/csv/csv.h"
#include "platform/sheet/table.h"

namespace gt::governance::rota {

namespace {

sheet::Table exported_rota(pages::PageCall const& call, LoadedRota const& rota) {
  auto const& situation = rota.situation;
  // The same rota on the same day gives the same file.
  sheet::Table table{.made = Instant::start_of(situation.today)};
  table.title = fmt::format("Rota of {}", situation.body.title);
  table.notes = {fmt::format("{}, as it stood on {}. {}.", call.session().council, situation.today.printed(),
                             in_words(situation.rules))};
  table.columns = {{"Theme", sheet::ColumnKind::text, 40}, {"Delivered", sheet::ColumnKind::text, 14}};
  for (auto const& each : situation.past) table.columns.push_back({each.on.printed(), sheet::ColumnKind::text, 12});
  for (auto const& each : situation.coming) table.columns.push_back({each.on.printed(), sheet::ColumnKind::text, 12});
  table.columns.push_back({"Last looked at", sheet::ColumnKind::date, 14});
  table.columns.push_back({"Longest gap in days", sheet::ColumnKind::number, 12});
  for (std::size_t t = 0; t < situation.themes.size(); ++t) {
    auto const& theme = situation.themes[t];
    std::vector<sheet::Value> row{theme.theme.title,
                                  theme.delivered ? std::string(plans::status_word(*theme.delivered)) : ""};
    for (std::size_t p = 0; p < situation.past.size(); ++p) row.push_back(past_label(rota, t, p));
    for (std::size_t m = 0; m < situation.coming.size(); ++m)
      row.push_back(std::string(label(standing_at(situation, rota.outcome, t, m))));
    auto const& last = situation.problem.themes[t].last;
    row.push_back(last ? sheet::Value{*last} : sheet::Value{std::monostate{}});
    row.push_back(rota.outcome.solution
                      ? sheet::Value{static_cast<double>(rota.outcome.solution->themes[t].longest_gap_days)}
                      : sheet::Value{std::monostate{}});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Result<pages::Answer> rota_csv(pages::PageCall& call) {
  auto const rota = TRY(load_rota(call));
  return pages::Answer{web::Response::bytes(sheet::write_csv(exported_rota(call, rota)), std::string(csv::content_type))
                           .as_download("rota.csv")};
}

Result<pages::Answer> rota_ods(pages::PageCall& call) {
  auto const rota = TRY(load_rota(call));
  auto const bytes = TRY(sheet::write_ods(exported_rota(call, rota)));
  return pages::Answer{web::Response::bytes(bytes, std::string(sheet::ods_content_type)).as_download("rota.ods")};
}

}  // namespace gt::governance::rota

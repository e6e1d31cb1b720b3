#include "platform/registers/table_download.h"

#include <array>

#include <fmt/format.h>

#include "platform/csv/csv.h"

namespace gt::registers {

namespace {

constexpr std::array<std::string_view, 3> endings{"csv", "xlsx", "ods"};

}  // namespace

Result<pages::Answer> table_download(sheet::Table const& table, std::string const& name, std::string_view ending) {
  auto const answer = [&](std::string bytes, std::string_view type) {
    return pages::Answer{
        web::Response::bytes(std::move(bytes), std::string(type)).as_download(fmt::format("{}.{}", name, ending))};
  };
  if (ending == "csv") return answer(sheet::write_csv(table), csv::content_type);
  if (ending == "xlsx") return answer(TRY(sheet::write_xlsx(table)), sheet::xlsx_content_type);
  return answer(TRY(sheet::write_ods(table)), sheet::ods_content_type);
}

void add_table_downloads(pages::Site& site, std::string const& path, std::string const& name, TableOf const& table) {
  for (auto const ending : endings)
    site.get(fmt::format("{}.{}", path, ending), [name, table, ending](pages::PageCall& call) -> Result<pages::Answer> {
      auto const rows = TRY(table(call));
      return table_download(rows, name, ending);
    });
}

std::vector<html::Link> download_links(std::string const& path, html::Query const& query, std::string_view what) {
  auto const all = query.without("page");
  return {{html::words(fmt::format("Download {} (CSV)", what)), all.at(path + ".csv")},
          {html::words("as XLSX"), all.at(path + ".xlsx")},
          {html::words("as ODS"), all.at(path + ".ods")}};
}

}  // namespace gt::registers

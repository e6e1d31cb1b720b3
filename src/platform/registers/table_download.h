#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/content.h"
#include "platform/html/query.h"
#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

/// Tables that people download: the one place that knows how the rows of a list become CSV, XLSX and ODS.
namespace gt::registers {

/// The table as a file called `name`, by its ending: "csv", "xlsx" or "ods".
Result<pages::Answer> table_download(sheet::Table const& table, std::string const& name, std::string_view ending);

/// What a list shows, all of its pages, as its address narrows and sorts it.
using TableOf = std::function<Result<sheet::Table>(pages::PageCall&)>;
/// `path`.csv, .xlsx and .ods, each with the table in a file called `name`.
void add_table_downloads(pages::Site& site, std::string const& path, std::string const& name, TableOf const& table);
/// Links to the three for the head of the list, narrowed and sorted as `query` says: "Download `what` (CSV)".
std::vector<html::Link> download_links(std::string const& path, html::Query const& query,
                                       std::string_view what = "this view");

}  // namespace gt::registers

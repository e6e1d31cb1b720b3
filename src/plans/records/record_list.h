#pragma once

#include <map>
#include <string>
#include <vector>

#include "plans/lists/action_lists.h"
#include "plans/records/record_filter.h"
#include "plans/thread/reach.h"
#include "platform/html/tables.h"
#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

/// Lists of the records of one kind: filtered, sorted, shown and downloaded.
namespace gt::plans {

inline constexpr int records_on_page = 100;

struct ListedRecords {
  std::vector<Record> records;                     ///< what the filter shows, all pages of it, in order
  std::int64_t total = 0;                          ///< of the kind in the plan
  std::vector<std::string> owners;                 ///< everyone who answers for one, by role, sorted
  std::map<std::string, ParentStanding> standing;  ///< of projects, by id
};
ListedRecords list_records(db::Transaction& transaction, RecordKind const& kind, RecordFilter const& filter,
                           RecordSort const& sort, Date today);

/// What records stand in, by id; what was taken out is not among it.
using Parents = std::map<std::string, Thing>;
Parents parents_of(db::Transaction& transaction, std::vector<Record> const& records);

/// What a table of records shows beside their fields.
struct RecordColumns {
  std::map<std::string, ParentStanding> const* standing = nullptr;  ///< then two fields, and where their actions stand
  Parents const* parents = nullptr;                                 ///< then what they stand in
};
/// Up to four of their short fields; of risks both scores. Every heading that `sort_keys` knows has its key.
html::Table record_rows(RecordKind const& kind, std::vector<Record> const& records, RecordColumns const& columns);

/// The list, narrowed, sorted and paged as the address says.
Result<pages::Answer> record_list_page(pages::PageCall& call, RecordKind const& kind);
/// All pages of what the list shows, with every field.
Result<sheet::Table> record_sheet(pages::PageCall& call, RecordKind const& kind);

}  // namespace gt::plans

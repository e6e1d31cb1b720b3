#pragma once

#include "plans/records/records.h"
#include "platform/html/components.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// List, page, forms and taking out, for every kind of record.
void add_record_pages(pages::Site& site);

/// The records with up to four of their short fields.
html::Html records_table(RecordKind const& kind, std::vector<Record> const& records);

}  // namespace gt::plans

#pragma once

#include <string>

#include "plans/lists/action_lists.h"
#include "plans/outside.h"
#include "plans/records/records.h"
#include "platform/html/components.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// List, page, forms and taking out, for every kind of record. A record's page ends with what boards said of it.
void add_record_pages(pages::Site& site, Outside const& outside);
/// The forms among them; called by add_record_pages.
void add_record_form_pages(pages::Site& site);

/// "Add an objective"
std::string add_words(RecordKind const& kind);

/// The records with up to four of their short fields; with two and where their actions stand when `standing` is given.
/// Risks come with both scores, the worst first.
html::Html records_table(RecordKind const& kind, std::vector<Record> const& records,
                         std::map<std::string, ParentStanding> const* standing = nullptr);

}  // namespace gt::plans

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

/// The records with up to four of their short fields; risks come with both scores, the worst first.
html::Html records_table(RecordKind const& kind, std::vector<Record> records);

/// The plan's list narrowed to the actions of the record; everything where it cannot be.
ActionFilter actions_of(Record const& record);

}  // namespace gt::plans

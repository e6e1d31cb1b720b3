#pragma once

#include "plans/views/views.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// Links to the saved views of a list, and a form that saves the view in the address; stands above the list of a kind
/// of record, or of the plan's own when null.
html::Html views_part(pages::PageCall const& call, std::vector<SavedView> const& views,
                      RecordKind const* kind = nullptr);
/// `/plan/views`: naming, sharing, deleting and choosing the default.
void add_view_pages(pages::Site& site);

}  // namespace gt::plans

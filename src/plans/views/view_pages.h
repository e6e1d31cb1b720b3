#pragma once

#include "plans/views/views.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// Links to the saved views, and a form that saves the view in the address; stands above the plan's list.
html::Html views_part(pages::PageCall const& call, std::vector<SavedView> const& views);
/// `/plan/views`: naming, sharing, deleting and choosing the default.
void add_view_pages(pages::Site& site);

}  // namespace gt::plans

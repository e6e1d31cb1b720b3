#pragma once

#include "platform/pages/pages.h"

namespace gt::plans {

/// The name of the box before each action of the plan's list, and of the button for all that the filter shows.
inline constexpr char const* chosen_field = "actions";
inline constexpr char const* all_field = "all";

/// `/plan/bulk`: choosing the change, the preview, and confirming it.
void add_bulk_pages(pages::Site& site);

}  // namespace gt::plans

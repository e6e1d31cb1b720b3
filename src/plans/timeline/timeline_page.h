#pragma once

#include "platform/pages/pages.h"

namespace gt::plans {

/// `/plan/timeline`, with the filters of the plan's list, `?zoom=` and `?page=`.
Result<pages::Answer> timeline_page(pages::PageCall& call);

}  // namespace gt::plans

#pragma once

#include "platform/pages/pages.h"

namespace gt::plans {

/// `/plan/work?account=…` or `?role=…`: what one person answers for, and moving it to another.
void add_leaver_pages(pages::Site& site);

}  // namespace gt::plans

#pragma once

#include "platform/pages/pages.h"

namespace gt::funding {

void add_pages(pages::Site& site);

}  // namespace gt::funding

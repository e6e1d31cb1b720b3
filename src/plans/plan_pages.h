#pragma once

#include "platform/pages/pages.h"

namespace gt::plans {

/// Adds `/` (my work), `/plan`, `/themes`, `/actions` and `/findings/{id}`, each with the pages below it.
void add_pages(pages::Site& site);

}  // namespace gt::plans

#pragma once

#include "platform/pages/pages.h"

namespace gt::governance::rota {

/// `/bodies/{body}/rota`, its exports, its rules, absences, and what is done there by hand.
void add_rota_pages(pages::Site& site);

}  // namespace gt::governance::rota

#pragma once

#include "governance/decisions/forward_plan.h"
#include "platform/office/writer.h"
#include "platform/pages/pages.h"
#include "platform/web/router.h"

namespace gt::governance {

/// Every page of this slice. `outside` gives the days that other slices put into the forward plan; `writer` makes files
/// of minutes, whose downloads are left out where it cannot.
void add_pages(pages::Site& site, OutsideDates outside, std::size_t largest_upload = web::upload_body_limit,
               office::Writer const& writer = office::Writer::installed());

}  // namespace gt::governance

#pragma once

#include "platform/jobs/jobs.h"
#include "platform/pages/pages.h"
#include "platform/web/router.h"

namespace gt::jobs {

/// Adds `/jobs`, a page for each job, cancelling, running again, and a job's progress as events.
void add_pages(pages::Site& site);

}  // namespace gt::jobs

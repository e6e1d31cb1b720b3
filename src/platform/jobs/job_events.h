#pragma once

#include <memory>

#include "platform/jobs/jobs.h"
#include "platform/web/event_stream.h"

namespace gt::jobs {

/// The progress of one job, for someone who may see it: `progress` with percent, words and the state as it is shown,
/// and `over` with the address to go to.
std::shared_ptr<web::EventStream> job_events(operations::Environment const& environment, operations::Actor actor,
                                             JobId job);

}  // namespace gt::jobs

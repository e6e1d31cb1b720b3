#pragma once

#include <nlohmann/json.hpp>

#include "platform/jobs/jobs.h"

namespace gt::jobs {

/// What the API and pages say of a job, without what it was given and what it gave.
nlohmann::json to_json(Job const& job);

}  // namespace gt::jobs

#pragma once

#include <nlohmann/json.hpp>

#include "plans/tracker/tracker.h"

/// A tracker's reading as it waits in the database.
namespace gt::plans {

/// Questions are left out: they are asked of the rows again.
nlohmann::json to_json(tracker::Reading const& reading);
/// Of what `to_json` gave; throws nlohmann::json::exception on anything else.
tracker::Reading reading_from(nlohmann::json const& json);

nlohmann::json to_json(tracker::Mapping const& mapping);
tracker::Mapping mapping_from(nlohmann::json const& json);

}  // namespace gt::plans

#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "platform/operations/operations.h"

namespace gt::operations {

/// `/api/v1/theme/add` for "theme add".
std::string api_path(Operation const& operation);

/// The OpenAPI 3.1 description of every operation in the registry. `version` is the program's.
nlohmann::ordered_json openapi_document(Registry const& registry, std::string const& version);

}  // namespace gt::operations

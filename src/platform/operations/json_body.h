#pragma once

#include <filesystem>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/file_content.h"

namespace gt::operations {

/// A JSON body that somebody sent, with the files in it taken out.
struct JsonBody {
  /// As `read_json` gives it: discarded when it is not JSON, nested too deep, or more than 1 MB without its files.
  nlohmann::json value;
  /// What `value` names; keep it as long as that is used.
  std::vector<FileContent> files;
};

/// Reads a body that may be large, without holding a file of it in memory: each text called `base64` of an object
/// directly within the body becomes, decoded, a file of `folder`, and its object what `upload_value` makes. What is not
/// base64 stays text that no operation takes for base64. Errors: throws std::system_error when `folder` cannot hold it.
JsonBody read_json_body(FileContent const& body, std::filesystem::path const& folder);

}  // namespace gt::operations

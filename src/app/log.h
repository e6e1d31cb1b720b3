#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace gt::app {

/// One JSON line to standard error: time, level, message, and the given fields. Never bodies, queries or personal data.
void log_line(std::string_view level, std::string_view message, nlohmann::ordered_json fields = {});

}  // namespace gt::app

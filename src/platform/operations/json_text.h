#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace gt::operations {

/// How deep lists and objects that somebody sends may lie in each other: copying or printing goes as deep as they do.
inline constexpr int deepest_json = 32;

/// JSON as it was sent, by an API body or a form. Discarded (`is_discarded`) when it is not JSON, not UTF-8, or nested
/// deeper than `deepest_json`; empty text is not JSON.
nlohmann::json read_json(std::string_view text);

}  // namespace gt::operations

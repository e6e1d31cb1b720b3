#pragma once

#include <ostream>

#include <nlohmann/json.hpp>

namespace gt::app {

/// An operation's answer for a person: lists of objects as tables, the rest as `name: value` lines. Nested values that
/// fit in no cell are printed as JSON.
void print_for_a_person(std::ostream& out, nlohmann::json const& value);

}  // namespace gt::app

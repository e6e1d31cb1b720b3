#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "platform/records/kinds.h"

namespace gt::permissions {

/// A value that a field of a kind held as data takes; `words` where it takes any.
inline nlohmann::json sample_value(records::Field const& field, std::string const& words) {
  switch (field.type) {
    case records::FieldType::choice:
      return field.choices.back();
    case records::FieldType::number:
      return 3;
    case records::FieldType::decimal:
      return "0.5";
    case records::FieldType::money:
      return "1000.00";
    case records::FieldType::date:
      return "2026-06-30";
    default:
      return words;
  }
}

}  // namespace gt::permissions

#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// What differs between two states of one thing, or between two plans. Pure.
namespace gt::plans {

struct ChangedField {
  std::string name;    ///< as in the state: "owner_role"
  std::string label;   ///< "Owner role"
  std::string before;  ///< in words; empty for nothing
  std::string after;
  std::string moved{};  ///< of two days that were put in words: "moved 31 days"
};

/// By name. Null states stand for "not there". Versions and counters of saves are left out: they differ always.
std::vector<ChangedField> changed_fields(nlohmann::json const& before, nlohmann::json const& after);

/// One value of a state as a person reads it: dates printed, lists joined, null empty.
std::string value_in_words(nlohmann::json const& value);

}  // namespace gt::plans

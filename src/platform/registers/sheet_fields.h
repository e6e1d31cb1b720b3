#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "platform/records/kinds.h"
#include "platform/sheet/table.h"

/// The fields of kinds held as data as columns of a download.
namespace gt::registers {

sheet::Column column_of(records::Field const& field);

/// The value as a cell, empty where there is none. `name` gives the words of what an id stands for, empty when it is
/// not known.
sheet::Value sheet_value(nlohmann::json const& fields, records::Field const& field,
                         std::function<std::string(std::string const& id)> const& name);

}  // namespace gt::registers

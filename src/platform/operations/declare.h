#pragma once

#include <string>
#include <utility>

#include "platform/operations/operations.h"

namespace gt::operations {

/// Declares one operation: `registry.add(declare<AddTheme>("theme add", "Add a theme to the plan", Kind::change,
/// "plan.edit", add_theme_fields(), example, &add_theme));`
template <class Input>
Operation declare(std::string name, std::string summary, Kind kind, std::string permission, Fields<Input> fields,
                  nlohmann::json output_example, Result<nlohmann::json> (*run)(Call&, Input const&)) {
  Operation operation;
  operation.name = std::move(name);
  operation.summary = std::move(summary);
  operation.kind = kind;
  operation.permission = std::move(permission);
  for (auto const& each : fields) operation.inputs.push_back(each.info);
  operation.output_example = std::move(output_example);
  operation.run = [fields = std::move(fields), run](Call& call, nlohmann::json const& json) -> Result<nlohmann::json> {
    auto input = TRY(read_fields(fields, json));
    return run(call, input);
  };
  return operation;
}

}  // namespace gt::operations

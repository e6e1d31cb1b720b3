#pragma once

#include <memory>
#include <string>
#include <utility>

#include "platform/operations/operations.h"

namespace gt::operations {

/// Declares one operation: `registry.add(declare<AddTheme>("theme add", "Add a theme to the plan", Kind::change,
/// "plan.edit", add_theme_fields(), example, &add_theme));`
/// `before` runs on the input that was read, before the transaction opens: for parsing files and the like.
template <class Input>
Operation declare(std::string name, std::string summary, Kind kind, std::string permission, Fields<Input> fields,
                  nlohmann::json output_example, Result<nlohmann::json> (*run)(Call&, Input const&),
                  std::function<Result<void>(Input&)> before = nullptr) {
  Operation operation;
  operation.name = std::move(name);
  operation.summary = std::move(summary);
  operation.kind = kind;
  operation.permission = std::move(permission);
  for (auto const& each : fields) operation.inputs.push_back(each.info);
  operation.output_example = std::move(output_example);
  operation.prepare = [fields = std::move(fields), run,
                       before = std::move(before)](nlohmann::json const& json) -> Result<Prepared> {
    auto input = std::make_shared<Input>(TRY(read_fields(fields, json)));
    if (before) TRY(before(*input));
    return Prepared{[input, run](Call& call) { return run(call, *input); }};
  };
  return operation;
}

}  // namespace gt::operations

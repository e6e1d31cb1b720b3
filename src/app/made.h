#pragma once

#include <map>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/result.h"

/// What the steps of an example made, and the inputs of later steps that name it.
namespace gt::app {

class Made {
 public:
  /// `result` is what an operation gave, under the step's name.
  void keep(std::string const& name, nlohmann::json const& result) { results_[name] = result; }
  /// For `{"days": 45}`: so many days from `today`; with `"working": true` the first working day from there on.
  void count_days_from(Date today) { today_ = today; }

  /// The input with each `{"fact", "value"}` as its bare value, each `{"of": "name"}` as the id of what the step of
  /// that name made (with `"all": "findings"` the ids of all it lists there), each `{"days"}` as a day or, with
  /// `"as": "financial year"`, as the year it is in, each `{"months": -2}` as the month so many from this one, and each
  /// `{"filename", "csv"}` with rows of cells as the file. Errors: invalid when no step of the name came before.
  Result<nlohmann::json> resolved(nlohmann::json const& value) const;

 private:
  Result<nlohmann::json> file_of(nlohmann::json const& value) const;
  Result<nlohmann::json> id_of(nlohmann::json const& reference) const;

  std::map<std::string, nlohmann::json> results_;
  std::optional<Date> today_;
};

}  // namespace gt::app

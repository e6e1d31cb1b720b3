#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/html/components.h"
#include "platform/records/kinds.h"

/// Forms and pages of kinds held as data.
namespace gt::records {

/// What an account or record field may be set to; the slice knows. The empty choice comes first.
using Options = std::function<std::vector<html::Option>(Field const&)>;

/// The input of one field with the value stored in `fields`.
html::Html field_input(nlohmann::json const& fields, Field const& field, Options const& options,
                       html::FormState const& state);

/// What the values of a choice, account or record field are called, for the form and for comparing two versions; empty
/// for fields of other types.
std::vector<html::Option> named_values(Field const& field, Options const& options);

/// The stored value as a form shows it: dates in words.
std::string printed(nlohmann::json const& fields, Field const& field);

/// A value that is there, as a page shows it. `name_of` gives the words for the id of an account or record.
html::Html value_of(nlohmann::json const& fields, Field const& field,
                    std::function<html::Html(Field const&, std::string const& id)> const& name_of);

/// The names a form of the kind sends: title, `inside` where it stands in something, and its fields.
std::vector<std::string_view> input_names(Kind const& kind);

}  // namespace gt::records

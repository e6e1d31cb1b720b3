#pragma once

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/operations/operations.h"
#include "platform/records/kinds.h"

/// Operations over kinds held as data: what one takes, and reading it.
namespace gt::records {

/// Stands in descriptions and help where an id is asked for.
inline constexpr char const* example_id = "k7m2q9x4t8v3b6dp";

/// One input of an operation; `length` counts characters of text or items of a list.
operations::FieldInfo input(std::string name, operations::FieldType type, bool required, std::string summary,
                            nlohmann::json example, std::size_t length = 300);
operations::FieldInfo input_of(Field const& field);

/// What is written of a record: the title, what it stands in (`inside`), and the kind's own fields.
std::vector<operations::FieldInfo> written_inputs(Kind const& kind);

/// The values by name, what is empty left out; dates as ISO text. Errors: invalid with every fault at once, each under
/// its field, in the words that fields of other operations use.
Result<nlohmann::json> read_input(std::vector<operations::FieldInfo> const& infos, nlohmann::json const& given);

/// An operation on one kind, its input read by `read_input`. "list" and "show" read, with `read_permission`; every
/// other verb changes, with the kind's own. `kind` outlives the operation.
using Run = Result<nlohmann::json> (*)(operations::Call&, Kind const&, nlohmann::json const& values);
operations::Operation operation_of(Kind const& kind, std::string const& verb, std::string summary,
                                   std::vector<operations::FieldInfo> inputs, nlohmann::json example,
                                   std::string_view read_permission, Run run);
/// The same with whatever `run` holds.
using RunHolding = std::function<Result<nlohmann::json>(operations::Call&, Kind const&, nlohmann::json const& values)>;
operations::Operation operation_holding(Kind const& kind, std::string const& verb, std::string summary,
                                        std::vector<operations::FieldInfo> inputs, nlohmann::json example,
                                        std::string_view read_permission, RunHolding run);

/// The kind's own fields out of what was read.
nlohmann::json fields_of(Kind const& kind, nlohmann::json const& values);

}  // namespace gt::records

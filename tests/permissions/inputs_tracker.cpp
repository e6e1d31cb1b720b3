#include <fmt/format.h>

#include "platform/operations/base64.h"
#include "tests/permissions/inputs.h"

// Inputs for bringing a council's tracker in.
namespace gt::permissions {

using nlohmann::json;

void Inputs::add_trackers() {
  auto file = [this]() -> json {
    auto const title = unique("Action");
    auto const bytes = fmt::format("Action,Owner\n{},Team manager\n", title);
    return {{"file", {{"filename", "tracker.csv"}, {"base64", operations::encode_base64(bytes)}}}};
  };
  auto fresh = [this, file]() -> json { return {{"import", as_manager("tracker read", file()).at("import")}}; };
  makers_["tracker read"] = [file](Asked const&) { return file(); };
  makers_["tracker list"] = [](Asked const&) { return json::object(); };
  makers_["tracker show"] = makers_["tracker confirm"] =
      makers_["tracker discard"] = [fresh](Asked const&) { return fresh(); };
}

}  // namespace gt::permissions

#include "platform/operations/fields.h"
#include "tests/permissions/inputs.h"

namespace gt::permissions {

using nlohmann::json;

void Inputs::add_evidence() {
  auto content = [this]() -> json {
    return {{"title", unique("Evidence")},
            {"source", "document"},
            {"rung", "output"},
            {"dated", "2025-10-31"},
            {"shows", "The policy was issued."}};
  };
  auto fresh = [this, content]() -> json {
    return {{"evidence", as_manager("evidence add", content()).at("evidence")}, {"version", 1}};
  };
  makers_["evidence list"] = [](Asked const&) { return json::object(); };
  makers_["evidence show"] = makers_["evidence file"] = [this](Asked const&) -> json {
    return {{"evidence", council_.evidence}};
  };
  makers_["evidence add"] = [content](Asked const&) { return content(); };
  makers_["evidence change"] = [content, fresh](Asked const&) {
    auto input = fresh();
    input.update(content());
    return input;
  };
  makers_["evidence replace"] = [fresh](Asked const&) {
    auto input = fresh();
    input["file"] = {{"filename", "notes.txt"}, {"base64", "Tm90ZXMu"}};
    return input;
  };
  makers_["evidence review"] = [fresh](Asked const&) {
    auto input = fresh();
    input["verdict"] = "accepted";
    return input;
  };
  makers_["evidence end"] = [fresh](Asked const&) { return fresh(); };
  makers_["evidence restore"] = [this, content, fresh](Asked const&) -> json {
    auto change = fresh();
    change.update(content());
    as_manager("evidence change", change);
    auto history = as_manager("history show", {{"record", change.at("evidence")}}).at("history");
    return {{"evidence", change.at("evidence")},
            {"sequence", history.back().at("sequence")},
            {"newest", history.front().at("sequence")}};
  };
}

}  // namespace gt::permissions

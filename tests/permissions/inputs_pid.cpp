#include "plans/pid/pid_content.h"
#include "tests/permissions/inputs.h"

// Inputs for initiation documents. Whoever is asked about decides on what somebody else submitted or asked for.
namespace gt::permissions {

using nlohmann::json;

void Inputs::add_pids() {
  auto written = [this](std::string const& theme) -> json {
    json input{{"project", fresh_record("project", theme)}, {"version", 0}};
    for (auto const& section : plans::pid_sections())
      if (section.is_required) input[section.key] = unique("Words");
    installation_.must(colleague(), "pid write", input);
    return {{"project", input.at("project")}, {"version", 1}};
  };
  auto submitted = [this, written](std::string const& theme) -> json {
    auto input = written(theme);
    installation_.must(colleague(), "pid submit", input);
    input["version"] = 2;
    return input;
  };
  auto approved = [this, submitted](std::string const& theme) -> json {
    auto input = submitted(theme);
    input["decision"] = "approved";
    as_manager("pid decide", input);
    return {{"project", input.at("project")}, {"version", 3}};
  };
  auto change_of = [this](json input) {
    input.update({{"reason", "Three teams joined"}, {"scope_in", unique("Scope")}});
    return input;
  };
  auto asked_for = [this, approved, change_of](std::string const& theme) -> json {
    auto asked = installation_.must(colleague(), "pid-change ask", change_of(approved(theme)));
    return {{"pid_change", asked.at("pid_change")}};
  };
  makers_["pid list"] = makers_["pid-change list"] = [](Asked const&) { return json::object(); };
  makers_["pid write"] = [this](Asked const& asked) -> json {
    return {{"project", fresh_record("project", asked.theme)}, {"version", 0}, {"aims", "Plans move"}};
  };
  makers_["pid submit"] = [written](Asked const& asked) { return written(asked.theme); };
  makers_["pid withdraw"] = [submitted](Asked const& asked) { return submitted(asked.theme); };
  makers_["pid decide"] = [submitted](Asked const& asked) {
    auto input = submitted(asked.theme);
    input["decision"] = "approved";
    return input;
  };
  makers_["pid show"] = [written](Asked const& asked) -> json {
    return {{"project", written(asked.theme).at("project")}};
  };
  makers_["pid compare"] = [approved](Asked const& asked) -> json {
    return {{"project", approved(asked.theme).at("project")}, {"from", 1}};
  };
  makers_["pid-change ask"] = [approved, change_of](Asked const& asked) { return change_of(approved(asked.theme)); };
  makers_["pid-change withdraw"] = [asked_for](Asked const& asked) { return asked_for(asked.theme); };
  makers_["pid-change decide"] = [asked_for](Asked const& asked) {
    auto input = asked_for(asked.theme);
    input["decision"] = "accepted";
    return input;
  };
}

}  // namespace gt::permissions

#include "tests/permissions/inputs.h"

// Inputs for planned decisions and what the constitution sets for them.
namespace gt::permissions {

using nlohmann::json;

void Inputs::add_decisions() {
  auto const planned = [this](Asked const& asked) -> json {
    return {{"title", unique("Decision")},   {"body", asked.body}, {"day", "2020-03-24"}, {"is_key", "no"},
            {"decision_maker", "The board"}, {"is_private", "no"}, {"contact", "Clerk"}};
  };
  auto const fresh = [this, planned](Asked const& asked) -> json {
    return {{"decision", as_manager("decision plan", planned(asked)).at("decision")}, {"version", 1}};
  };
  auto const with = [this, fresh](char const* operation, json const& more) {
    makers_[operation] = [fresh, more](Asked const& asked) {
      auto input = fresh(asked);
      input.update(more);
      return input;
    };
  };
  makers_["decision plan"] = planned;
  makers_["decision change"] = [fresh, planned](Asked const& asked) {
    auto input = planned(asked);
    input.update(fresh(asked));
    return input;
  };
  with("decision step", {{"step", "agenda_published"}, {"day", "2020-03-02"}});
  with("decision take", {{"taken", "2020-03-24"}, {"outcome", "It was agreed."}});
  with("decision withdraw", {{"why", "It is not needed."}});
  makers_["decision follow"] = [this, fresh](Asked const& asked) -> json {
    auto taken = fresh(asked);
    taken.update({{"taken", "2020-03-24"}, {"outcome", "It was agreed."}});
    return {{"decision", taken.at("decision")},
            {"version", as_manager("decision take", taken).at("version")},
            {"done", "It was done."}};
  };
  makers_["decision show"] = [fresh](Asked const& asked) -> json {
    return {{"decision", fresh(asked).at("decision")}};
  };
  makers_["decision list"] = makers_["council-decision-settings show"] = [](Asked const&) { return json::object(); };
  makers_["council-decision-settings set"] = [this](Asked const&) -> json {
    return {{"call_in_days", 5},
            {"record_days", 2},
            {"key_money", "500000"},
            {"key_wards", 2},
            {"version", as_manager("council-decision-settings show", json::object()).at("version")}};
  };
}

}  // namespace gt::permissions

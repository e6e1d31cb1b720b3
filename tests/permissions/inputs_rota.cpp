#include "tests/permissions/inputs.h"

// Inputs for a body's rota.
namespace gt::permissions {

using nlohmann::json;

void Inputs::add_rota() {
  makers_["rota show"] = makers_["rota plan"] = [](Asked const& asked) -> json { return {{"body", asked.body}}; };
  makers_["rota rules"] = [this](Asked const& asked) -> json {
    auto const number = as_manager("rota show", {{"body", asked.body}}).at("rules").at("number");
    return {{"body", asked.body}, {"version", number}, {"themes_a_meeting", 2}};
  };
  auto const marked = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)}, {"theme", council_.theme_a}};
  };
  makers_["rota set"] = makers_["rota bar"] = makers_["rota request"] = marked;
  makers_["rota absence"] = [this](Asked const& asked) -> json {
    return {{"body", asked.body}, {"theme", council_.theme_a}, {"from", "2020-01-31"}};
  };
  makers_["rota clear"] = [this, marked](Asked const& asked) -> json {
    return {{"mark", as_manager("rota bar", marked(asked)).at("mark")}, {"version", 1}};
  };
  makers_["rota accept"] = [this](Asked const& asked) -> json {
    // The next that the body holds, so that the planner takes it.
    auto const day = installation_.program().clock().today().plus_days(++early_meetings_).iso();
    as_manager("meeting add", {{"body", asked.body}, {"on", day}});
    auto rota = as_manager("rota show", {{"body", asked.body}});
    if (rota.at("fingerprint") == "") {
      // All of it was accepted: a theme kept off a meeting, or no longer, leaves something to accept.
      json const* mark = nullptr;
      for (auto const& each : rota.at("marks"))
        if (each.at("kind") == "not here") mark = &each;
      if (mark != nullptr) {
        as_manager("rota clear", {{"mark", mark->at("mark")}, {"version", mark->at("version")}});
      } else {
        for (auto const& meeting : rota.at("meetings"))
          for (auto const& theme : meeting.at("themes"))
            if (mark == nullptr && theme.at("state") == "planned") {
              mark = &theme;
              as_manager("rota bar", {{"meeting", meeting.at("meeting")}, {"theme", theme.at("theme")}});
            }
      }
      rota = as_manager("rota show", {{"body", asked.body}});
    }
    return {{"body", asked.body}, {"fingerprint", rota.at("fingerprint")}};
  };
}

}  // namespace gt::permissions

#include "tests/permissions/inputs.h"

// Inputs for progress updates and the cycles on which owners are asked.
namespace gt::permissions {

using nlohmann::json;

void Inputs::add_updates() {
  auto close_open_cycle = [this] {
    auto const listed = as_manager("cycle list", json::object());
    for (auto const& each : listed.at("cycles"))
      if (each.at("closed_on").is_null()) as_manager("cycle close", {{"cycle", each.at("id")}});
  };
  auto content = [this]() -> json { return {{"title", unique("Cycle")}, {"due", "2099-12-31"}}; };
  makers_["cycle list"] = makers_["update list"] = [](Asked const&) { return json::object(); };
  makers_["cycle open"] = [close_open_cycle, content](Asked const&) {
    close_open_cycle();
    return content();
  };
  makers_["cycle close"] = [this, close_open_cycle, content](Asked const&) -> json {
    close_open_cycle();
    return {{"cycle", as_manager("cycle open", content()).at("cycle")}};
  };
  makers_["cycle repeat"] = [this, close_open_cycle](Asked const&) -> json {
    close_open_cycle();
    auto const due = installation_.program().clock().today().plus_days(7).iso();
    as_manager("cycle open", {{"title", unique("Cycle")}, {"due", due}});
    auto const listed = as_manager("cycle list", json::object());
    auto const& repeat = listed.at("repeat");
    return {{"every", "month"}, {"version", repeat.is_null() ? json(0) : repeat.at("version")}};
  };
  makers_["cycle next"] = [](Asked const&) { return json::object(); };
  auto theme_of = [this](Asked const& asked) { return asked.theme.empty() ? council_.theme_a : asked.theme; };
  makers_["highlight show"] = makers_["highlight list"] = [theme_of](Asked const& asked) -> json {
    return {{"theme", theme_of(asked)}};
  };
  makers_["highlight issue"] = [this, theme_of](Asked const& asked) -> json {
    return {{"theme", theme_of(asked)}, {"note", unique("Again")}};
  };
  makers_["highlight issued"] = [this, theme_of](Asked const& asked) -> json {
    return {
        {"report", as_manager("highlight issue", {{"theme", theme_of(asked)}, {"note", unique("Again")}}).at("id")}};
  };
  auto update = [this](std::string const& theme) -> json {
    return {{"action", fresh_action(theme)}, {"status", "on track"}, {"was_done", "Two teams have begun."}};
  };
  makers_["update send"] = [update](Asked const& asked) { return update(asked.theme); };
  makers_["update approve"] = makers_["update return"] = [this, update](Asked const& asked) -> json {
    auto sent = installation_.must(colleague(), "update send", update(asked.theme));
    return {{"update", sent.at("update")}, {"note", "Say how many."}};
  };
}

}  // namespace gt::permissions

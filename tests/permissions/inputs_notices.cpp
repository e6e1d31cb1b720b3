#include <stdexcept>

#include "tests/permissions/inputs.h"

// Inputs for comments, mentions, digests, mail and calendars.
namespace gt::permissions {

using nlohmann::json;

void Inputs::add_notices() {
  auto content = [this](std::string const& theme) -> json {
    return {{"record", fresh_action(theme)}, {"text", unique("Comment")}};
  };
  // As the caller where they may, else the manager's: what is refused must be refused for that reason alone.
  auto own_comment = [this, content](Asked const& asked) -> std::string {
    auto const input = content(asked.theme);
    auto const answer = installation_.call("comment add", input, asked.caller);
    if (answer.status == 200) return json::parse(answer.body).at("comment");
    return as_manager("comment add", input).at("comment");
  };
  auto own_feed = [this](Asked const& asked) -> json {
    auto const answer = installation_.call("calendar add", {{"scope", "mine"}}, asked.caller);
    if (answer.status != 200) throw std::runtime_error(answer.body);
    auto const feed = json::parse(answer.body).at("feed");
    return {{"feed", feed}};
  };
  auto none = [](Asked const&) { return json::object(); };
  makers_["comment add"] = [content](Asked const& asked) { return content(asked.theme); };
  makers_["comment change"] = [own_comment](Asked const& asked) -> json {
    return {{"comment", own_comment(asked)}, {"text", "In other words."}, {"version", 1}};
  };
  makers_["comment withdraw"] = [own_comment](Asked const& asked) -> json {
    return {{"comment", own_comment(asked)}, {"version", 1}};
  };
  makers_["comment list"] = [this](Asked const& asked) -> json { return {{"record", fresh_action(asked.theme)}}; };
  makers_["mention list"] = makers_["digest show"] = makers_["calendar list"] = none;
  makers_["mail list"] = makers_["mail test"] = none;
  makers_["mention read"] = [this, content](Asked const& asked) -> json {
    auto input = content(asked.theme);
    auto everybody = json::array();
    auto const listed = as_administrator("user list", json::object());
    for (auto const& each : listed.at("accounts"))
      if (!each.at("roles").empty() && each.at("may_sign_in").get<bool>()) everybody.push_back(each.at("account"));
    input["mention"] = everybody;
    return {{"comment", as_manager("comment add", input).at("comment")}};
  };
  makers_["digest change"] = [this](Asked const& asked) -> json {
    auto const shown = installation_.call("digest show", json::object(), asked.caller);
    return {{"frequency", "weekly"}, {"version", json::parse(shown.body).at("version")}};
  };
  makers_["calendar add"] = [](Asked const&) -> json { return {{"scope", "mine"}}; };
  makers_["calendar renew"] = makers_["calendar stop"] = own_feed;
}

}  // namespace gt::permissions

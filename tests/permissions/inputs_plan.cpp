#include <fmt/format.h>

#include "plans/records/record_kinds.h"
#include "tests/permissions/inputs.h"
#include "tests/permissions/sample_fields.h"

// Inputs for the ratings, the dates, the thread and the plan's records.
namespace gt::permissions {

using nlohmann::json;

namespace {

std::string key_of(std::string word) {
  for (auto& c : word)
    if (c == ' ') c = '_';
  return word;
}

}  // namespace

json Inputs::record_fields(std::string const& kind, std::string const& theme) {
  auto const& found = *plans::find_record_kind(kind);
  json input{{"title", unique(kind)}};
  for (auto const& field : found.fields)
    if (field.required) input[field.name] = sample_value(field, "Words");
  if (kind == "success measure") input["unit"] = "count";
  if (kind == "goal") input["goal_kind"] = "council objective";
  auto const own_theme = theme.empty() ? some_theme() : theme;
  if (!found.inside.empty()) {
    auto const& parent = found.inside.back();
    input["inside"] = parent == "theme" ? own_theme : fresh_record(parent, own_theme);
  } else if (kind == "project" || kind == "risk") {
    input["under"] = {own_theme};
  }
  return input;
}

std::string Inputs::fresh_record(std::string const& kind, std::string const& theme) {
  return as_manager(plans::find_record_kind(kind)->command() + " add", record_fields(kind, theme)).at("id");
}

void Inputs::add_records() {
  for (auto const& kind : plans::record_kinds()) {
    auto const& word = kind.word;
    auto const command = kind.command();
    makers_[command + " list"] = [](Asked const&) { return json::object(); };
    makers_[command + " show"] = [this, word](Asked const& asked) -> json {
      return {{key_of(word), fresh_record(word, asked.theme)}};
    };
    makers_[command + " add"] = [this, word](Asked const& asked) { return record_fields(word, asked.theme); };
    makers_[command + " end"] = [this, word](Asked const& asked) -> json {
      return {{key_of(word), fresh_record(word, asked.theme)}, {"version", 1}};
    };
    makers_[command + " change"] = [this, word, command](Asked const& asked) {
      auto input = record_fields(word, asked.theme);
      auto made = as_manager(command + " add", input);
      input.erase("under");
      input[key_of(word)] = made.at("id");
      input["version"] = 1;
      return input;
    };
  }
}

void Inputs::add_progress() {
  makers_["date list"] = makers_["difference list"] = [](Asked const&) { return json::object(); };
  makers_["date ask"] = [this](Asked const& asked) -> json {
    return {{"action", fresh_action(asked.theme)}, {"due", "2026-08-31"}, {"reason", "The trainer left"}};
  };
  makers_["date decide"] = [this](Asked const& asked) -> json {
    auto change = as_manager("date ask", {{"action", fresh_action(asked.theme)},
                                          {"due", "2026-08-31"},
                                          {"reason", "The trainer left"},
                                          {"requester", "Team manager"}});
    return {{"date_change", change.at("date_change")}, {"decision", "agreed"}};
  };
  makers_["difference claim"] = [this](Asked const& asked) -> json {
    return {{"action", proven_action(asked.theme)}, {"rung", "output"}, {"statement", "It was issued."}};
  };
  makers_["difference decide"] = [this](Asked const& asked) -> json {
    auto claim = installation_.must(
        colleague(), "difference claim",
        {{"action", proven_action(asked.theme)}, {"rung", "practice"}, {"statement", "Seen in files."}});
    return {{"difference_claim", claim.at("difference_claim")}, {"decision", "refused"}, {"note", "One team only"}};
  };
}

// Another programme manager, for what nobody may decide on their own.
operations::Actor const& Inputs::colleague() {
  if (!colleague_) {
    auto email = fmt::format("colleague.{}@council.example", ++made_);
    as_administrator("user add", {{"email", email}, {"name", "Colleague"}, {"role", "programme manager"}});
    colleague_ = installation_.actor(email);
  }
  return *colleague_;
}

// Two kinds of source over a quarter, so that practice may be claimed.
std::string Inputs::proven_action(std::string const& theme) {
  auto action = fresh_action(theme);
  for (auto const* source : {"observation", "audit"}) {
    json input{{"title", unique("Seen")},     {"source", source},
               {"rung", "practice"},          {"dated", "2025-12-31"},
               {"period_from", "2025-09-01"}, {"period_to", "2025-12-31"},
               {"expires", "2099-12-31"},     {"shows", "Practice changed."}};
    if (std::string_view(source) == "audit")
      input.update({{"audit_question", "Is it used?"}, {"audit_good", 8}, {"audit_audited", 11}});
    auto evidence = as_manager("evidence add", input).at("evidence");
    installation_.must(colleague(), "evidence review",
                       {{"evidence", evidence}, {"version", 1}, {"verdict", "accepted"}});
    as_manager("link add", {{"from", action}, {"to", evidence}});
  }
  return action;
}

void Inputs::add_thread() {
  makers_["link add"] = [this](Asked const& asked) -> json {
    return {{"from", fresh_action(asked.theme)}, {"to", fresh_action(asked.theme)}};
  };
  makers_["link remove"] = [this](Asked const& asked) -> json {
    json ends{{"from", fresh_action(asked.theme)}, {"to", fresh_action(asked.theme)}};
    as_manager("link add", ends);
    return ends;
  };
  makers_["evidence link"] = makers_["evidence unlink"] = [this](Asked const& asked) -> json {
    return {{"of", fresh_action(asked.theme)}, {"evidence", council_.evidence}};
  };
  makers_["link list"] = [this](Asked const& asked) -> json { return {{"of", fresh_action(asked.theme)}}; };
  makers_["history show"] = [this](Asked const& asked) -> json { return {{"record", fresh_action(asked.theme)}}; };
  makers_["history restore"] = [this](Asked const& asked) -> json {
    auto action = fresh_action(asked.theme);
    as_manager("action change",
               {{"action", action}, {"version", 1}, {"title", "Changed"}, {"owner_role", "Team manager"}});
    auto history = as_manager("history show", {{"record", action}}).at("history");
    return {{"record", action}, {"sequence", history.back().at("sequence")}};
  };
  makers_["bulk preview"] = [this](Asked const& asked) -> json {
    return {{"actions", json::array({fresh_action(asked.theme)})}, {"change", "status"}, {"status", "off track"}};
  };
  makers_["bulk change"] = [this](Asked const& asked) -> json {
    json input{{"actions", json::array({fresh_action(asked.theme)})}, {"change", "status"}, {"status", "off track"}};
    input["fingerprint"] = as_manager("bulk preview", input).at("fingerprint");
    return input;
  };
  makers_["work list"] = [this](Asked const& asked) -> json {
    auto role = unique("Leaver");
    as_manager("action change",
               {{"action", fresh_action(asked.theme)}, {"version", 1}, {"title", "Left behind"}, {"owner_role", role}});
    return {{"role", role}};
  };
  makers_["work move"] = [this](Asked const& asked) -> json {
    auto input = makers_.at("work list")(asked);
    input["fingerprint"] = as_manager("work list", input).at("fingerprint");
    input.update({{"to_role", "Service manager"}, {"reason", "They have left."}});
    return input;
  };
  makers_["view list"] = [](Asked const&) { return json::object(); };
  makers_["view save"] = [this](Asked const&) -> json { return {{"name", unique("View")}, {"query", "due=late"}}; };
  auto own_view = [this](Asked const& asked) -> json {
    auto const answer =
        installation_.call("view save", {{"name", unique("View")}, {"query", "due=late"}}, asked.caller);
    if (answer.status != 200) throw std::runtime_error(answer.body);
    return json::parse(answer.body).at("view");
  };
  makers_["view change"] = [this, own_view](Asked const& asked) -> json {
    return {{"view", own_view(asked)}, {"version", 1}, {"name", unique("View")}};
  };
  makers_["view delete"] = makers_["view default"] = [own_view](Asked const& asked) -> json {
    return {{"view", own_view(asked)}};
  };
  makers_["version freeze"] = [this](Asked const&) -> json { return {{"title", unique("Version")}}; };
  makers_["version list"] = [](Asked const&) { return json::object(); };
  makers_["plan document"] = [](Asked const&) -> json { return {{"format", "odt"}}; };
  makers_["plan compare"] = [](Asked const&) -> json { return {{"from", "2025-01-01"}}; };
}

}  // namespace gt::permissions

#include "governance/governance.h"
#include "platform/operations/base64.h"
#include "tests/permissions/inputs.h"
#include "tests/permissions/sample_fields.h"

// Inputs for bodies, meetings, agendas and the registers.
namespace gt::permissions {

using nlohmann::json;

json Inputs::entry_fields(std::string const& word, Asked const& asked) {
  auto const& kind = governance::board_kind(word);
  json input{{"title", unique(word)}};
  for (auto const& field : kind.fields)
    if (field.required) input[field.name] = field.of == "body" ? json(asked.body) : sample_value(field, "Words");
  if (word == "recommendation") {
    input["to_body"] = as_manager("body add", {{"title", unique("body")}, {"body_kind", "sub-group"}}).at("id");
  }
  if (!kind.inside.empty())
    input["inside"] = kind.inside.front() == "body" ? asked.body : fresh_entry(kind.inside.front(), asked);
  return input;
}

std::string Inputs::fresh_entry(std::string const& word, Asked const& asked) {
  return as_manager(governance::board_kind(word).command() + " add", entry_fields(word, asked)).at("id");
}

std::string Inputs::fresh_meeting(Asked const& asked) {
  // Each on a day of its own, all to come, and none in the first weeks, which the rota's own inputs take.
  auto const day = installation_.program().clock().today().plus_days(60 + ++meetings_).iso();
  return as_manager("meeting add", {{"body", asked.body}, {"on", day}}).at("meeting");
}

std::string Inputs::fresh_item(Asked const& asked) {
  return as_manager("item add", {{"meeting", fresh_meeting(asked)}, {"title", unique("item")}}).at("item");
}

void Inputs::add_boards() {
  for (auto const& kind : governance::board_kinds()) {
    auto const word = kind.word, command = kind.command(), key = kind.key();
    bool const is_body = word == "body";
    // Of a body itself, the one that is asked about.
    auto const one = [this, word, is_body](Asked const& asked) {
      return is_body ? asked.body : fresh_entry(word, asked);
    };
    auto const version_of = [this, command, key](std::string const& id) {
      return as_manager(command + " show", {{key, id}}).at("version");
    };
    makers_[command + " list"] = [](Asked const&) { return json::object(); };
    makers_[command + " show"] = [one, key](Asked const& asked) -> json { return {{key, one(asked)}}; };
    makers_[command + " add"] = [this, word](Asked const& asked) {
      auto input = entry_fields(word, asked);
      return input;
    };
    makers_[command + " change"] = [this, one, version_of, word, key](Asked const& asked) {
      auto const id = one(asked);
      auto input = entry_fields(word, asked);
      input[key] = id;
      input["version"] = version_of(id);
      return input;
    };
    makers_[command + " end"] = [one, version_of, key](Asked const& asked) -> json {
      auto const id = one(asked);
      return {{key, id}, {"version", version_of(id)}};
    };
  }
  // The body somebody's role is for must stay for the others: one that still meets cannot be ended, so it is a fresh
  // one, which only a role for everything reaches; for a role for one body, see
  // governance/registers/registers_test.cpp.
  makers_["body end"] = [this](Asked const&) -> json {
    auto const id = as_manager("body add", {{"title", unique("body")}, {"body_kind", "sub-group"}}).at("id");
    return {{"body", id}, {"version", 1}};
  };
  auto const step = [this](char const* operation, char const* kind, json const& more) {
    makers_[operation] = [this, kind, more](Asked const& asked) {
      auto input = more;
      input[governance::board_kind(kind).key()] = fresh_entry(kind, asked);
      input["version"] = 1;
      return input;
    };
  };
  makers_["recommendation answer"] = [this](Asked const& asked) -> json {
    auto input = entry_fields("recommendation", asked);
    std::swap(input["body"], input["to_body"]);  // whoever answers has a role for the body that was asked
    return {{"recommendation", as_manager("recommendation add", input).at("id")},
            {"version", 1},
            {"answer", "accepted"},
            {"answered_on", "2026-01-31"}};
  };
  step("claim compare", "claim", {{"numerator", 3}, {"on", "2026-01-31"}});
  step("reporting-duty change-frequency", "reporting duty", {{"cadence", "weekly"}, {"from", "2026-02-01"}});
  makers_["promise answer"] = [this](Asked const& asked) -> json {
    auto input = entry_fields("promise", asked);
    input["theme"] = asked.theme.empty() ? some_theme() : asked.theme;
    return {{"promise", as_manager("promise add", input).at("id")}, {"version", 1}, {"answer", "It was done."}};
  };
  auto const held_meeting = [this](Asked const& asked) {
    auto const day = Date::from_iso("2020-01-01").value().plus_days(++made_).iso();
    return as_manager("meeting add", {{"body", asked.body}, {"on", day}}).at("meeting");
  };
  auto const closing = [this, held_meeting](Asked const& asked) -> json {
    auto input = entry_fields("promise", asked);
    input["made_on"] = "2019-12-01";
    return {{"promise", as_manager("promise add", input).at("id")},
            {"version", 1},
            {"meeting", held_meeting(asked)},
            {"note", "It was let go."}};
  };
  makers_["promise close"] = closing;
  makers_["promise reopen"] = [this, closing](Asked const& asked) -> json {
    auto const input = closing(asked);
    as_manager("promise close", input);
    return {{"promise", input.at("promise")}, {"version", 2}, {"why", "It was not done."}};
  };
  makers_["meeting list"] = makers_["external-view compare"] = [](Asked const&) { return json::object(); };
  makers_["meeting show"] = makers_["meeting prefill"] = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)}};
  };
  makers_["meeting document"] = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)}, {"format", "odt"}};
  };
  auto const paper_file = [](std::string const& words) {
    return json{{"filename", "paper.txt"}, {"base64", operations::encode_base64(words)}};
  };
  auto const fresh_paper = [this, paper_file](Asked const& asked) {
    return as_manager("paper add", {{"meeting", fresh_meeting(asked)},
                                    {"title", unique("paper")},
                                    {"file", paper_file(unique("Words of a paper"))}})
        .at("paper");
  };
  makers_["paper add"] = [this, paper_file](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)}, {"title", unique("paper")}, {"file", paper_file("Words of a paper")}};
  };
  makers_["paper list"] = [this](Asked const& asked) -> json { return {{"meeting", fresh_meeting(asked)}}; };
  makers_["paper show"] = makers_["paper file"] = [fresh_paper](Asked const& asked) -> json {
    return {{"paper", fresh_paper(asked)}};
  };
  makers_["paper change"] = [this, fresh_paper](Asked const& asked) -> json {
    return {{"paper", fresh_paper(asked)}, {"version", 1}, {"title", unique("paper")}};
  };
  makers_["paper replace"] = [this, fresh_paper, paper_file](Asked const& asked) -> json {
    return {{"paper", fresh_paper(asked)}, {"version", 1}, {"file", paper_file(unique("Other words"))}};
  };
  makers_["paper end"] = [fresh_paper](Asked const& asked) -> json {
    return {{"paper", fresh_paper(asked)}, {"version", 1}};
  };
  makers_["meeting add"] = [this](Asked const& asked) -> json {
    return {{"body", asked.body}, {"on", Date::from_iso("2029-01-01").value().plus_days(++made_).iso()}};
  };
  makers_["meeting check-calendar"] = makers_["meeting import-calendar"] = [this](Asked const& asked) -> json {
    auto const day = Date::from_iso("2040-01-01").value().plus_days(++made_).iso();
    return {{"body", asked.body}, {"meetings", json::array({{{"on", day}}})}};
  };
  makers_["meeting plan-series"] = [this](Asked const& asked) -> json {
    return {{"body", asked.body},
            {"first", Date::from_iso("2031-01-01").value().plus_days(++made_).iso()},
            {"rhythm", "every week"},
            {"count", 1}};
  };
  makers_["meeting change"] = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)},
            {"version", 1},
            {"on", Date::from_iso("2033-01-01").value().plus_days(++made_).iso()}};
  };
  makers_["meeting attendance"] = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)},
            {"version", 1},
            {"people", json::array({{{"role", "Chair"}, {"presence", "present"}}})}};
  };
  makers_["meeting advance"] = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)}, {"version", 1}, {"to", "cancelled"}};
  };
  makers_["item add"] = [this](Asked const& asked) -> json {
    return {{"meeting", fresh_meeting(asked)}, {"title", unique("item")}};
  };
  makers_["item change"] = [this](Asked const& asked) -> json {
    return {{"item", fresh_item(asked)}, {"version", 1}, {"title", unique("item")}};
  };
  makers_["item move"] = [this](Asked const& asked) -> json {
    return {{"item", fresh_item(asked)}, {"version", 1}, {"place", 1}};
  };
  makers_["item remove"] = [this](Asked const& asked) -> json { return {{"item", fresh_item(asked)}, {"version", 1}}; };
  makers_["item carry"] = [this](Asked const& asked) -> json {
    auto const item = fresh_item(asked);  // before the meeting it is carried to, so that this is later
    return {{"item", item}, {"version", 1}, {"to", fresh_meeting(asked)}};
  };
  makers_["item minute"] = [this](Asked const& asked) -> json {
    auto const meeting = fresh_meeting(asked);
    auto const item = as_manager("item add", {{"meeting", meeting}, {"title", unique("item")}}).at("item");
    as_manager(
        "meeting advance",
        {{"meeting", meeting}, {"version", 1}, {"to", "papers out"}, {"late_reason", "It was asked for today."}});
    return {{"item", item}, {"version", 1}, {"minutes", "It was noted."}};
  };
}

}  // namespace gt::permissions

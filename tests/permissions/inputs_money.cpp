#include "funding/funding.h"
#include "tests/permissions/inputs.h"
#include "tests/permissions/sample_fields.h"

// Inputs for money and posts.
namespace gt::permissions {

using nlohmann::json;

json Inputs::money_fields(std::string const& word) {
  auto const& kind = funding::money_kind(word);
  json input{{"title", unique(word)}};
  for (auto const& field : kind.fields)
    if (field.required) input[field.name] = sample_value(field, "Words");
  if (kind.field("financial_year") != nullptr) input["financial_year"] = "2026/27";
  // Room for what stands in it, and none too large for its own place.
  if (word == "approval") input["amount"] = "1000000.00";
  if (word == "draw-down") input["full_year"] = "1000.00";
  if (word == "waiting action") input["action_number"] = 1;
  if (word == "virement") {
    auto const approval = fresh_money("approval");
    input["inside"] = approval;
    for (auto const* end : {"from_line", "to_line"}) {
      auto line = money_fields("cost line");
      line["inside"] = approval;
      input[end] = as_manager("cost-line add", line).at("id");
    }
  } else if (!kind.inside.empty()) {
    input["inside"] = fresh_money(kind.inside.front());
  }
  return input;
}

std::string Inputs::fresh_money(std::string const& word) {
  return as_manager(funding::money_kind(word).command() + " add", money_fields(word)).at("id");
}

void Inputs::add_money() {
  for (auto const& kind : funding::money_kinds()) {
    auto const word = kind.word, command = kind.command(), key = kind.key();
    makers_[command + " list"] = [](Asked const&) { return json::object(); };
    makers_[command + " show"] = [this, word, key](Asked const&) -> json { return {{key, fresh_money(word)}}; };
    makers_[command + " add"] = [this, word](Asked const&) { return money_fields(word); };
    makers_[command + " change"] = [this, word, key](Asked const&) {
      auto input = money_fields(word);
      // What refers to its own place stays where it is.
      auto made = input;
      input[key] = as_manager(funding::money_kind(word).command() + " add", made).at("id");
      input["version"] = 1;
      return input;
    };
    makers_[command + " end"] = [this, word, key](Asked const&) -> json {
      return {{key, fresh_money(word)}, {"version", 1}};
    };
  }
  auto const step = [this](char const* operation, char const* kind, json const& more) {
    makers_[operation] = [this, kind, more](Asked const&) {
      auto input = more;
      input[funding::money_kind(kind).key()] = fresh_money(kind);
      input["version"] = 1;
      return input;
    };
  };
  // Refused, not approved: who asked may do that, too.
  json const refused{{"decided", "refused"}, {"decided_by", "Cabinet"}};
  step("approval decide", "approval", refused);
  step("draw-down decide", "draw-down", refused);
  step("virement decide", "virement", refused);
  step("post step", "post", {{"step", "created"}, {"on", "2026-01-31"}});
  step("post decide-exit", "post", {{"exit", "end"}, {"exit_by", "Cabinet"}, {"exit_on", "2026-01-31"}});
  makers_["cost-line set-profile"] = [this](Asked const&) -> json {
    return {{"cost_line", fresh_money("cost line")}, {"profile_version", 0}, {"months", "April 2026 500"}};
  };
  makers_["cost-line show-profile"] = [this](Asked const&) -> json {
    return {{"cost_line", fresh_money("cost line")}};
  };
  makers_["cost-line set-themes"] = [this](Asked const&) -> json {
    return {{"cost_line", fresh_money("cost line")}, {"version", 1}, {"themes", json::array({some_theme()})}};
  };
  for (auto const* operation :
       {"money-settings show", "money overview", "money themes", "money month-13", "post pipeline"})
    makers_[operation] = [](Asked const&) { return json::object(); };
  makers_["money-settings set"] = [this](Asked const&) -> json {
    return {{"second_person_above", "25000"},
            {"version", as_manager("money-settings show", json::object()).at("version")}};
  };
}

}  // namespace gt::permissions

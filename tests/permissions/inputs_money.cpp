#include "funding/arithmetic/month.h"
#include "funding/funding.h"
#include "platform/operations/base64.h"
#include "platform/operations/fields.h"
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
  if (kind.field("month") != nullptr) input["month"] = "April 2026";
  if (word == "ledger code") input["left_out"] = "not the programme’s";
  if (word == "underspend return") {
    input["inside"] = approved_money();
  } else if (word == "virement") {
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

// Whatever its amount, one person may approve it here.
std::string Inputs::approved_money() {
  auto const settings = as_manager("money-settings show", json::object());
  as_manager("money-settings set", {{"second_person_above", "5000000"}, {"version", settings.at("version")}});
  auto id = fresh_money("approval");
  as_manager("approval decide", {{"approval", id}, {"version", 1}, {"decided", "approved"}, {"decided_by", "Cabinet"}});
  return id;
}

std::string Inputs::unique_month() {
  constexpr int first_year = 1900;
  return funding::Month::from_index(first_year * 12 + months_made_++).text();
}

json Inputs::read_ledger() {
  auto const ledger = fresh_money("ledger");
  return as_manager(
      "ledger read",
      {{"ledger", ledger}, {"file", operations::upload_value({"ledger.csv", "Code,Month,Amount\nA1,Apr-26,5\n"})}});
}

json Inputs::answered_ledger() {
  auto const read = read_ledger();
  return as_manager("ledger-import answer",
                    {{"ledger_import", read.at("import")}, {"version", 1}, {"codes", {{"A1", "not ours"}}}});
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
  step("funding-review hold", "funding review", {{"held_on", "2026-01-31"}, {"found", "It was spent as meant."}});
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
  step("underspend-return decide", "underspend return", refused);
  makers_["ledger read"] = [this](Asked const&) -> json {
    return {{"ledger", fresh_money("ledger")},
            {"file",
             {{"filename", "ledger.csv"}, {"base64", operations::encode_base64("Code,Month,Amount\nA1,Apr-26,5\n")}}}};
  };
  for (auto const* operation : {"service-budget check-positions", "service-budget bring-in-positions"})
    makers_[operation] = [this](Asked const&) -> json {
      auto const budget = money_fields("service budget");
      as_manager("service-budget add", budget);
      auto const rows = "Service,Budget,Forecast\n" + budget.at("title").get<std::string>() + ",5,6\n";
      return {{"month", "2026-04"},
              {"file", {{"filename", "monitor.csv"}, {"base64", operations::encode_base64(rows)}}}};
    };
  makers_["ledger-import list"] = [](Asked const&) { return json::object(); };
  makers_["ledger-import show"] = [this](Asked const&) -> json {
    return {{"ledger_import", read_ledger().at("import")}};
  };
  makers_["ledger-import answer"] = [this](Asked const&) -> json {
    return {{"ledger_import", read_ledger().at("import")}, {"version", 1}, {"control_total", "5"}};
  };
  makers_["ledger-import bring-in"] = [this](Asked const&) -> json {
    auto const read = answered_ledger();
    return {{"ledger_import", read.at("import")}, {"version", read.at("version")}};
  };
  makers_["ledger-import discard"] = [this](Asked const&) -> json {
    return {{"ledger_import", read_ledger().at("import")}, {"version", 1}};
  };
  makers_["money-month close"] = [this](Asked const&) -> json { return {{"month", unique_month()}}; };
  makers_["money-month reopen"] = [this](Asked const&) -> json {
    auto const month = unique_month();
    as_manager("money-month close", {{"month", month}});
    return {{"month", month}, {"why", "An invoice was booked twice"}};
  };
  makers_["cost-line show-forecast"] = [this](Asked const&) -> json {
    return {{"cost_line", fresh_money("cost line")}};
  };
  makers_["cost-line set-forecast"] = [this](Asked const&) -> json {
    return {{"cost_line", fresh_money("cost line")},
            {"forecast_version", 0},
            {"month", "2090-01"},
            {"amount", "10"},
            {"why", "Agency cover"}};
  };
  makers_["money publication"] = [](Asked const&) -> json { return {{"from", "2026-04"}, {"until", "2026-06"}}; };
  for (auto const* operation : {"money-month list", "money forecast", "money month-end"})
    makers_[operation] = [](Asked const&) { return json::object(); };
  makers_["money value"] = [](Asked const&) { return json::object(); };
  makers_["money tables"] = [](Asked const&) { return json::object(); };
  makers_["money-settings set"] = [this](Asked const&) -> json {
    return {{"second_person_above", "25000"},
            {"version", as_manager("money-settings show", json::object()).at("version")}};
  };
}

}  // namespace gt::permissions

#include "funding/funding.h"
#include "tests/permissions/council.h"
#include "tests/permissions/sample_fields.h"

namespace gt::permissions {

using nlohmann::json;

void add_money_records(Installation& installation, Council& council) {
  auto must = [&](std::string const& operation, json const& input) {
    return installation.must(council.manager, operation, input);
  };
  for (auto const& kind : funding::money_kinds()) {
    json input{{"title", kind.word + " of " + council.word}};
    for (auto const& field : kind.fields)
      if (field.required) input[field.name] = sample_value(field, field.label + " of " + council.word);
    if (kind.field("financial_year") != nullptr) input["financial_year"] = "2026/27";
    if (kind.word == "approval") input["amount"] = "1000000.00";
    if (kind.word == "draw-down") input["full_year"] = "1000.00";
    if (kind.word == "waiting action") input["action_number"] = 1;
    if (!kind.inside.empty()) input["inside"] = council.more.at(funding::money_kind(kind.inside.front()).key());
    if (kind.word == "virement") {
      input["from_line"] = council.more.at("cost_line");
      json const line{{"title", "Other line of " + council.word},
                      {"inside", council.more.at("approval")},
                      {"line_kind", "training"},
                      {"amount", "500.00"}};
      input["to_line"] = must("cost-line add", line).at("id");
      council.more["from_line"] = council.more.at("cost_line");
      council.more["to_line"] = input["to_line"];
    }
    council.more[kind.key()] = must(kind.command() + " add", input).at("id");
  }
}

}  // namespace gt::permissions

#include "funding/arithmetic/month.h"
#include "funding/funding.h"
#include "platform/operations/fields.h"
#include "tests/permissions/council.h"
#include "tests/permissions/sample_fields.h"

namespace gt::permissions {

using nlohmann::json;

namespace {

// One person may approve it.
std::string approved_money(Installation& installation, Council& council) {
  auto must = [&](std::string const& operation, json const& input) {
    return installation.must(council.manager, operation, input);
  };
  must("money-settings set", {{"second_person_above", "5000000"}, {"version", 0}});
  auto id = must("approval add", {{"title", "Approved money of " + council.word},
                                  {"inside", council.more.at("fund")},
                                  {"amount", "5000.00"},
                                  {"recurrence", "one-off"}})
                .at("id")
                .get<std::string>();
  must("approval decide", {{"approval", id}, {"version", 1}, {"decided", "approved"}, {"decided_by", "Cabinet"}});
  return id;
}

std::string ledger_read(Installation& installation, Council& council, std::string const& rows) {
  return installation
      .must(council.manager, "ledger read",
            {{"ledger", council.more.at("ledger")},
             {"file",
              operations::upload_value({"ledger of " + council.word + ".csv", "Code,Month,Supplier,Amount\n" + rows})}})
      .at("import");
}

// What is published of the last quarter: a payment and a contract; and a file that waits.
void spend_money(Installation& installation, Council& council) {
  auto must = [&](std::string const& operation, json const& input) {
    return installation.must(council.manager, operation, input);
  };
  constexpr int months_back = 3, to_april = 8;
  auto const now = funding::Month::of(installation.program().clock().today());
  auto const month = now.plus(-((now.number() + to_april) % months_back) - months_back);
  auto const import =
      ledger_read(installation, council, "A1," + month.text() + ",Supplier of " + council.word + ",600\n");
  must("ledger-import answer",
       {{"ledger_import", import}, {"version", 1}, {"codes", {{"A1", council.more.at("cost_line")}}}});
  must("ledger-import bring-in", {{"ledger_import", import}, {"version", 2}});
  auto const line = must("cost-line add", {{"title", "Large line of " + council.word},
                                           {"inside", council.more.at("approval")},
                                           {"line_kind", "other"},
                                           {"amount", "9000.00"}})
                        .at("id");
  must("order add", {{"title", "Contract of " + council.word},
                     {"inside", line},
                     {"order_kind", "contract"},
                     {"supplier", "Supplier of " + council.word},
                     {"amount", "6000.00"}});
  council.more["ledger_import"] = ledger_read(installation, council, "A2," + month.text() + ",,5\n");
}

}  // namespace

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
    if (kind.field("month") != nullptr) input["month"] = "April 2026";
    if (kind.word == "ledger code") input["left_out"] = "not the programme’s";
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
    if (kind.word == "underspend return") input["inside"] = approved_money(installation, council);
    council.more[kind.key()] = must(kind.command() + " add", input).at("id");
  }
  council.more["line"] = council.more.at("cost_line");
  council.more["budget"] = council.more.at("service_budget");
  spend_money(installation, council);
}

}  // namespace gt::permissions

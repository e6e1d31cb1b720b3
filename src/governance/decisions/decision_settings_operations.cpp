#include <fmt/format.h>

#include "governance/decisions/decision_operations.h"
#include "governance/decisions/decision_place.h"
#include "governance/decisions/decision_store.h"
#include "governance/decisions/rules/money_rules.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

json settings_json(CouncilDecisionSettings const& settings) {
  return {{"call_in_days", settings.rules.call_in_days},
          {"record_days", settings.rules.record_days},
          {"key_money", pounds(settings.rules.key_decision_pence)},
          {"key_pence", settings.rules.key_decision_pence},
          {"key_wards", settings.rules.key_decision_wards},
          {"who_may_call_in", settings.who_may_call_in},
          {"version", settings.version}};
}

Result<json> run_show_settings(Call& call, operations::Nothing const&) {
  return settings_json(decision_settings(call.db()));
}

struct SettingsInput {
  std::int64_t call_in_days = 0, record_days = 0, key_wards = 0, version = 0;
  std::string key_money, who_may_call_in;
};

Result<void> within(char const* name, std::int64_t value, std::int64_t least, std::int64_t most) {
  if (least <= value && value <= most) return {};
  return refuse_field(name, fmt::format("Enter a number from {} to {}.", least, most));
}

Result<json> run_set_settings(Call& call, SettingsInput const& input) {
  TRY(call.allow_themes({}));  // the constitution is the whole council’s
  TRY(within("call_in_days", input.call_in_days, 1, 30));
  TRY(within("record_days", input.record_days, 1, 30));
  TRY(within("key_wards", input.key_wards, 2, 100));
  auto const money = pence_from(input.key_money);
  if (!money) return refuse_field("key_money", money.error().message);
  auto const before = decision_settings(call.db());
  CouncilDecisionSettings after{{static_cast<int>(input.call_in_days), static_cast<int>(input.record_days), *money,
                                 static_cast<int>(input.key_wards)},
                                with_plain_line_ends(input.who_may_call_in),
                                input.version};
  if (!save_decision_settings(call.db(), after))
    return refuse(ErrorKind::conflict,
                  "Someone else changed these settings after you opened them. Look at theirs, then change them again.");
  ++after.version;
  call.changed({"decision settings", call.actor().authority.text(), "What the constitution sets for decisions",
                settings_json(before), settings_json(after)});
  return settings_json(after);
}

}  // namespace

void add_decision_settings_operations(operations::Registry& registry) {
  using T = SettingsInput;
  json const example = settings_json({});
  registry.add(declare<operations::Nothing>("council-decision-settings show",
                                            "Show what the council’s constitution sets for decisions and call-in",
                                            operations::Kind::read, kSeeGovernance, {}, example, &run_show_settings));
  registry.add(declare<T>(
      "council-decision-settings set", "Set what the council’s constitution says of decisions and call-in",
      operations::Kind::change, kEditDecisions,
      {field("call_in_days", &T::call_in_days, "Working days of call-in after publication", 5).required(),
       field("record_days", &T::record_days, "Working days in which a decision’s record is published", 2).required(),
       field("key_money", &T::key_money, "From how much money a decision is key, in pounds", "£500,000")
           .required()
           .max_length(40),
       field("key_wards", &T::key_wards, "From how many wards a decision may be key; the law says two", 2).required(),
       field("who_may_call_in", &T::who_may_call_in, "Who may call a decision in, and on what grounds",
             "Any five members"),
       field("version", &T::version, "The version you saw; 0 when nothing was set yet", 0).required()},
      example, &run_set_settings));
}

}  // namespace gt::governance

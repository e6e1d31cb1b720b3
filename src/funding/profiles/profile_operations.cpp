#include <fmt/format.h>

#include "funding/profiles/profile.h"
#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "plans/plans.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"
#include "platform/records/input.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

struct ProfileInput {
  std::string line;
  std::int64_t seen = 0;
  std::string months;
  std::optional<Date> from, until;
  std::string amount, agreed_by, why;
};

// "April 2019 5,000" or "2019-04: £5,000", one a line.
Result<std::vector<MonthAmount>> months_typed(std::string const& text) {
  std::map<Month, Money> out;
  std::size_t number = 0;
  for (auto const& each : split_lines(text)) {
    ++number;
    auto const line = one_line(each);
    if (line.empty()) continue;
    auto const at = line.find_last_of(" :=\t");
    auto const month = at == std::string::npos
                           ? refuse(ErrorKind::invalid, "")
                           : Month::from_typed(line.substr(0, line.find_last_not_of(" :=\t", at) + 1));
    if (!month)
      return refuse_field("months", fmt::format("Line {}: “{}”. Write a month and its amount on each line, such as "
                                                "“April 2019 5,000”.",
                                                number, line));
    auto const amount = Money::from_typed(line.substr(at + 1));
    if (!amount) return refuse_field("months", fmt::format("Line {}: {}", number, amount.error().message));
    if (out.contains(*month))
      return refuse_field("months", fmt::format("Line {}: {} is there twice.", number, month->printed()));
    out.emplace(*month, *amount);
  }
  std::vector<MonthAmount> months;
  for (auto const& [month, amount] : out) months.push_back(MonthAmount{month, amount});
  return months;
}

Result<std::vector<MonthAmount>> wanted_of(ProfileInput const& input, Record const& line) {
  if (!trimmed(input.months).empty()) return months_typed(input.months);
  auto const from = input.from ? input.from : line.date("from");
  auto const until = input.until ? input.until : line.date("until");
  if (!from) return refuse_field("from", "Give the first day, or write the months one by one.");
  if (!until) return refuse_field("until", "Give the last day, or write the months one by one.");
  if (*until < *from) return refuse_field("until", "The last day is before the first.");
  constexpr int most_months = 600;
  if (Month::of(*until).months_since(Month::of(*from)) > most_months)
    return refuse_field("until", "This is more than fifty years. Check the days.");
  auto amount = *line.money("amount");
  if (!trimmed(input.amount).empty()) {
    auto const typed = Money::from_typed(input.amount);
    if (!typed) return refuse_field("amount", typed.error().message);
    amount = *typed;
  }
  // A recurring line has its amount each year.
  if (line.text("recurrence") == "recurring" && trimmed(input.amount).empty())
    return monthly_cost(amount, *from, *until);
  return spread(amount, *from, *until);
}

json months_json(std::vector<MonthAmount> const& months) {
  auto out = json::object();
  for (auto const& each : months) out[each.month.text()] = each.amount.text();
  return out;
}

Result<json> run_profile(Call& call, ProfileInput const& input) {
  TRY(call.allow_themes({}));
  auto const line = TRY(find_open(money_register(), call.db(), money_kind("cost line"), input.line));
  auto const versions = profile_versions(call.db(), line.id);
  auto const last = versions.empty() ? 0 : versions.front().number;
  if (last != input.seen)
    return refuse(ErrorKind::conflict,
                  fmt::format("Someone else changed this profile while you were: it is at version {} "
                              "now. Look at it, then send yours again.",
                              last));
  if (last > 0 && trimmed(input.why).empty())
    return refuse_field("why", "The profile changes. Say why: the reason stays beside what it was.");
  auto const wanted = TRY(wanted_of(input, line));
  TRY(check_profile(line, wanted));
  auto const before = profile_of(call.db(), line.id);
  auto const number = change_profile(call, line, wanted, one_line(input.agreed_by), one_line(input.why));
  call.changed({"profile", line.id, line.title, months_json(before), months_json(wanted)});
  return json{{"line", line.id}, {"profile_version", number}, {"total", total(wanted).text()}};
}

struct LineInput {
  std::string line;
  std::optional<std::int64_t> at;
};

Result<json> run_show_profile(Call& call, LineInput const& input) {
  auto const line = find_money(call.db(), input.line);
  if (!line || line->kind->word != "cost line") return registers::no_such(money_kind("cost line"));
  auto const versions = profile_versions(call.db(), line->id);
  auto const months = input.at ? profile_after(call.db(), line->id, *input.at) : profile_of(call.db(), line->id);
  json out{{"line", line->id},
           {"profile_version", input.at.value_or(versions.empty() ? 0 : versions.front().number)},
           {"months", months_json(months)},
           {"total", total(months).text()},
           {"versions", json::array()}};
  for (auto const& each : versions)
    out["versions"].push_back({{"number", each.number},
                               {"at", each.at.iso()},
                               {"by", each.actor},
                               {"agreed_by", each.agreed_by},
                               {"why", each.why}});
  return out;
}

struct ThemesInput {
  std::string line;
  std::int64_t version = 0;
  std::vector<std::string> themes, shares;
};

Result<json> run_set_themes(Call& call, ThemesInput const& input) {
  TRY(call.allow_themes({}));
  auto const line = TRY(find_open(money_register(), call.db(), money_kind("cost line"), input.line));
  if (line.version != input.version) return registers::changed_first(*line.kind);
  if (!input.shares.empty() && input.shares.size() != input.themes.size())
    return refuse_field("shares", "Give one share for each theme, in the same order, or none at all.");
  std::vector<LineTheme> wanted;
  std::int64_t all = 0;
  for (std::size_t at = 0; at < input.themes.size(); ++at) {
    auto const thing = plans::find_thing(call.db(), input.themes[at]);
    if (!thing || thing->kind != "theme" || thing->is_ended)
      return refuse_field("themes", "There is no such theme here. Choose from the list.");
    std::optional<std::int64_t> share;
    if (!input.shares.empty() && !trimmed(input.shares[at]).empty()) {
      auto const typed = records::hundredths_typed(trimmed(input.shares[at]));
      if (!typed) return refuse_field("shares", fmt::format("{}: {}", thing->title, typed.error().message));
      share = *typed;
      all += *share;
    }
    wanted.push_back(LineTheme{line.id, thing->id, share});
  }
  bool const some = std::any_of(wanted.begin(), wanted.end(), [](auto const& each) { return each.share.has_value(); });
  if (some && all != 10'000)
    return refuse_field("shares",
                        fmt::format("The shares come to {} per cent. Together they are 100, or none is given: then the "
                                    "line supports each theme and its pounds are not divided.",
                                    records::hundredths_text(all)));
  if (!replace_line_themes(call.db(), line, wanted)) return registers::changed_first(*line.kind);
  auto after = line;
  ++after.version;
  auto state = registers::to_json(money_register(), after);
  state["themes"] = json::array();
  for (auto const& each : wanted)
    state["themes"].push_back(
        {{"theme", each.theme}, {"share", each.share ? json(records::hundredths_text(*each.share)) : json(nullptr)}});
  keep_money_state(call, {line.kind->word, line.id, line.title, registers::to_json(money_register(), line), state},
                   "themes set", "");
  return json{{"id", line.id}, {"version", after.version}};
}

struct SettingsInput {
  std::string above, note_above;
  std::int64_t version = 0;
};

json settings_json(MoneySettings const& settings) {
  return {{"second_person_above", settings.second_person_above.text()},
          {"note_above", settings.note_above.text()},
          {"version", settings.version}};
}

Result<json> run_show_settings(Call& call, operations::Nothing const&) {
  return settings_json(money_settings(call.db()));
}

Result<json> run_set_settings(Call& call, SettingsInput const& input) {
  TRY(call.allow_themes({}));
  auto const typed = Money::from_typed(input.above);
  if (!typed || typed->pence() < 0)
    return refuse_field("second_person_above", typed ? "This is not below nothing." : typed.error().message);
  auto const before = money_settings(call.db());
  auto note_above = before.note_above;
  if (!trimmed(input.note_above).empty()) {
    auto const given = Money::from_typed(input.note_above);
    if (!given || given->pence() < 0)
      return refuse_field("note_above", given ? "This is not below nothing." : given.error().message);
    note_above = *given;
  }
  MoneySettings after{*typed, note_above, input.version};
  if (!save_money_settings(call.db(), after))
    return refuse(ErrorKind::conflict,
                  "Someone else changed this after you opened it. Look at theirs, then change it again.");
  ++after.version;
  call.changed({"money settings", call.actor().authority.text(), "Who approves money", settings_json(before),
                settings_json(after)});
  return settings_json(after);
}

}  // namespace

void add_profile_operations(operations::Registry& registry) {
  using P = ProfileInput;
  registry.add(declare<P>(
      "cost-line set-profile", "Say what a cost line spends in which month; the profile before stays as a version",
      operations::Kind::change, "money.edit",
      {field("cost_line", &P::line, "The cost line", records::example_id).required(),
       field("profile_version", &P::seen, "The version of the profile you saw; 0 when there is none", 0).required(),
       field("months", &P::months, "A month and its amount on each line, such as “April 2019 5,000”",
             "2019-04 5000.00"),
       field("from", &P::from, "Without months: spread evenly from this day, else from the line’s own", "2019-04-01"),
       field("until", &P::until, "To this day, else to the line’s own", "2020-03-31"),
       field("amount", &P::amount, "This amount, else the line’s own; of a recurring line its amount each year",
             "420000"),
       field("agreed_by", &P::agreed_by, "Who agreed to it, by role or body", "Improvement board").max_length(300),
       field("why", &P::why, "Why it changes; needed once there is one", "Two posts start late").max_length(1000)},
      {{"line", records::example_id}, {"profile_version", 2}, {"total", "420000.00"}}, &run_profile));
  registry.add(declare<LineInput>(
      "cost-line show-profile", "Show what a cost line spends in which month, now or after one of its versions",
      operations::Kind::read, "money.view",
      {field("cost_line", &LineInput::line, "The cost line", records::example_id).required(),
       field("profile_version", &LineInput::at, "After the version of this number; else as it stands", 1)},
      {{"months", {{"2019-04", "35000.00"}}}, {"versions", json::array()}}, &run_show_profile));
  using T = ThemesInput;
  registry.add(
      declare<T>("cost-line set-themes", "Say which themes a cost line supports, and where it is divided, how",
                 operations::Kind::change, "money.edit",
                 {field("cost_line", &T::line, "The cost line", records::example_id).required(),
                  field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
                  field("themes", &T::themes, "The themes", json::array({records::example_id})).max_length(100),
                  field("shares", &T::shares, "The share of each in per cent, in the same order; 100 together, or none",
                        json::array())
                      .max_length(100)},
                 {{"id", records::example_id}, {"version", 2}}, &run_set_themes));
  registry.add(declare<operations::Nothing>("money-settings show", "Show from how much money a second person approves",
                                            operations::Kind::read, "money.view", {}, settings_json({}),
                                            &run_show_settings));
  using S = SettingsInput;
  registry.add(declare<S>(
      "money-settings set", "Set from how much money a second person approves", operations::Kind::change,
      "money.decide",
      {field("second_person_above", &S::above, "Above this amount, in pounds; 0: always", "25000")
           .required()
           .max_length(40),
       field("note_above", &S::note_above,
             "A line further than this from its profile needs a note at the month’s end; empty: as it was", "1000")
           .max_length(40),
       field("version", &S::version, "The version you saw; 0 when nothing was set yet", 0).required()},
      settings_json({}), &run_set_settings));
}

}  // namespace gt::funding

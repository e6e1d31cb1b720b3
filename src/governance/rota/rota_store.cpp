#include <algorithm>

#include <fmt/format.h>

#include "governance/rota/rota.h"
#include "governance/sql.h"
#include "platform/core/text.h"
#include "platform/html/typography.h"

namespace gt::governance::rota {

using nlohmann::json;

namespace {

std::optional<int> small(std::optional<std::int64_t> const& number) {
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}
std::optional<std::int64_t> stored(std::optional<int> const& number) {
  return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

json day_or_null(std::optional<Date> const& day) { return day ? json(day->iso()) : json(nullptr); }

Mark mark_of(db::Row const& row) {
  return {.id = row.id<MarkId>("id"),
          .body = row.text("body"),
          .kind = row.text("kind"),
          .theme = row.text("theme"),
          .meeting = row.optional_id<MeetingId>("meeting"),
          .from = row.optional_date("from_day"),
          .to = row.optional_date("to_day"),
          .why = row.text("why"),
          .made_by = row.text("made_by"),
          .version = row.integer("version")};
}

}  // namespace

std::vector<BodyRules> list_rules(db::Transaction& transaction, std::string const& body) {
  std::vector<BodyRules> out;
  for (auto const& row : transaction.rows(sql::list_rota_rules, {{"body", body}}))
    out.push_back({.number = row.integer("number"),
                   .in_force_from = row.date("in_force_from"),
                   .themes_a_meeting = static_cast<int>(row.integer("themes_a_meeting")),
                   .every_meetings = small(row.optional_integer("every_meetings")),
                   .every_months = small(row.optional_integer("every_months")),
                   .every_is = row.text("every_is"),
                   .red_is = row.text("red_is"),
                   .asked_is = row.text("asked_is"),
                   .odd_slot = row.text("odd_slot"),
                   .importance = row.text("importance"),
                   .why = row.text("why"),
                   .made_by = row.text("made_by")});
  return out;
}

void insert_rules(operations::Call& call, std::string const& body, BodyRules const& rules) {
  call.db().execute(sql::insert_rota_rules, {{"id", RulesId::fresh()},
                                             {"body", body},
                                             {"number", rules.number},
                                             {"in_force_from", rules.in_force_from},
                                             {"themes_a_meeting", rules.themes_a_meeting},
                                             {"every_meetings", stored(rules.every_meetings)},
                                             {"every_months", stored(rules.every_months)},
                                             {"every_is", rules.every_is},
                                             {"red_is", rules.red_is},
                                             {"asked_is", rules.asked_is},
                                             {"odd_slot", rules.odd_slot},
                                             {"importance", rules.importance},
                                             {"why", rules.why},
                                             {"made_at", call.now()},
                                             {"made_by", rules.made_by}});
}

BodyRules rules_on(std::vector<BodyRules> const& versions, Entry const& body, Date day) {
  BodyRules const* in_force = nullptr;
  for (auto const& each : versions)
    if (in_force == nullptr || each.in_force_from <= day) in_force = &each;
  if (in_force != nullptr) return *in_force;
  BodyRules rules{.in_force_from = day};
  if (auto const themes = body.number_in("themes_a_meeting"); themes && *themes >= 1 && *themes <= 20)
    rules.themes_a_meeting = static_cast<int>(*themes);
  return rules;
}

std::string in_words(BodyRules const& rules) {
  auto out = fmt::format("{} a meeting", html::plural(rules.themes_a_meeting, "theme"));
  auto const must = rules.every_is == "firm" ? " without exception" : "";
  if (rules.every_months)
    out += fmt::format("; every theme within {}{}", html::plural(*rules.every_months, "month"), must);
  if (rules.every_meetings)
    out += fmt::format("; every theme at least once in any {}{}", html::plural(*rules.every_meetings, "meeting"), must);
  if (rules.red_is != "no rule")
    out += fmt::format("; a theme off track returns at the next meeting it can{}",
                       rules.red_is == "firm" ? " without exception" : "");
  out += "; never when its lead is away";
  if (rules.asked_is == "firm") out += "; what the board asks for is kept without exception";
  out += rules.odd_slot == "stays free" ? "; the odd place of a round stays free"
                                        : "; the odd place of a round goes to the next round";
  return out;
}

json to_json(BodyRules const& rules) {
  auto const number = [](std::optional<int> const& value) { return value ? json(*value) : json(nullptr); };
  return {{"number", rules.number},
          {"in_force_from", rules.in_force_from.iso()},
          {"themes_a_meeting", rules.themes_a_meeting},
          {"every_meetings", number(rules.every_meetings)},
          {"every_months", number(rules.every_months)},
          {"every_is", rules.every_is},
          {"red_is", rules.red_is},
          {"asked_is", rules.asked_is},
          {"odd_slot", rules.odd_slot},
          {"importance", rules.importance},
          {"why", rules.why},
          {"made_by", rules.made_by}};
}

std::vector<Mark> list_marks(db::Transaction& transaction, std::string const& body) {
  std::vector<Mark> out;
  for (auto const& row : transaction.rows(sql::list_rota_marks, {{"body", body}})) out.push_back(mark_of(row));
  return out;
}

std::optional<Mark> find_mark(db::Transaction& transaction, MarkId const& id) {
  auto const row = transaction.row(sql::find_rota_mark, {{"id", id}});
  return row ? std::optional(mark_of(*row)) : std::nullopt;
}

void insert_mark(operations::Call& call, Mark const& mark) {
  call.db().execute(sql::insert_rota_mark, {{"id", mark.id},
                                            {"body", mark.body},
                                            {"kind", mark.kind},
                                            {"theme", mark.theme},
                                            {"meeting", mark.meeting},
                                            {"from_day", mark.from},
                                            {"to_day", mark.to},
                                            {"why", mark.why},
                                            {"made_at", call.now()},
                                            {"made_by", mark.made_by}});
}

bool end_mark(operations::Call& call, Mark const& mark) {
  return call.db().execute(
             sql::end_rota_mark,
             {{"id", mark.id}, {"version", mark.version}, {"ended_at", call.now()}, {"ended_by", call.actor().name}}) ==
         1;
}

json to_json(Mark const& mark) {
  return {{"mark", mark.id.text()},
          {"kind", mark.kind},
          {"theme", mark.theme},
          {"meeting", mark.meeting ? json(mark.meeting->text()) : json(nullptr)},
          {"from", day_or_null(mark.from)},
          {"to", day_or_null(mark.to)},
          {"why", mark.why},
          {"made_by", mark.made_by},
          {"version", mark.version}};
}

std::vector<OnAgenda> list_on_agendas(db::Transaction& transaction, std::string const& body, Sight const& sight) {
  std::vector<OnAgenda> out;
  for (auto const& row : transaction.rows(sql::list_rota_looks, {{"body", body}})) {
    if (row.flag("is_private") && !sight.sees(body)) continue;
    for (auto const& theme : split(row.text("themes"), ' ')) out.push_back({row.text("meeting"), theme});
  }
  return out;
}

}  // namespace gt::governance::rota

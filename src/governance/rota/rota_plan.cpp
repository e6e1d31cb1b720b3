#include "governance/rota/rota_plan.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "governance/sql.h"
#include "plans/plans.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"

namespace gt::governance::rota {

namespace {

constexpr int days_shown_back = 122;
constexpr int days_planned_ahead = 366;
constexpr int longest_span_days = 6 * 366;
constexpr std::size_t outcomes_remembered = 64;
/// Themes times meetings, where rules are firm: to find which of them cannot hold together takes 2 to 50 s from there
/// on. Without firm rules the largest rota is planned in 0.2 s.
constexpr std::size_t cells_planned_at_once = 60;

bool was_held(governance::Meeting const& meeting) {
  return meeting.state != MeetingState::draft && meeting.state != MeetingState::cancelled;
}
bool is_open(governance::Meeting const& meeting) { return meeting.state == MeetingState::draft; }
/// Still to be held: today's too, until it is.
bool is_coming(governance::Meeting const& meeting, Date today) {
  return meeting.on >= today && (is_open(meeting) || meeting.state == MeetingState::papers_out);
}

std::vector<Soft> importance_of(BodyRules const& rules) {
  std::vector<Soft> order;
  for (auto const& each : split(rules.importance, ','))
    order.push_back(each.find("off track") != std::string::npos ? Soft::red_returns
                    : each.find("limit") != std::string::npos   ? Soft::every
                                                                : Soft::asked);
  return order;
}

std::optional<std::size_t> place_of(std::vector<RotaTheme> const& themes, std::string const& id) {
  auto const found =
      std::find_if(themes.begin(), themes.end(), [&](auto const& each) { return each.theme.id.text() == id; });
  return found == themes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - themes.begin()));
}

std::vector<RotaTheme> read_themes(db::Transaction& transaction, Date today) {
  auto const delivered = plans::delivered_by_theme(transaction, today);
  std::vector<RotaTheme> out;
  for (auto& theme : plans::list_themes(transaction)) {
    RotaTheme each{std::move(theme), std::nullopt};
    if (auto const found = delivered.find(each.theme.id.text()); found != delivered.end())
      each.delivered = found->second.delivered;
    out.push_back(std::move(each));
  }
  return out;
}

/// Meetings that count as looks before the first planned one, by day.
struct Before {
  std::vector<governance::Meeting const*> held;
};

void add_themes(Situation& situation, Before const& before) {
  auto const& rules = situation.rules;
  auto const held = before.held.size();
  for (auto const& each : situation.themes) {
    Theme theme{.id = each.theme.id.text()};
    theme.red = each.is_red() && rules.red_is != "no rule";
    theme.red_firm = theme.red && rules.red_is == "firm";
    theme.every_firm = rules.every_is == "firm";
    for (std::size_t i = 0; i < held; ++i) {
      if (!situation.on_agenda.contains({before.held[i]->id.text(), theme.id})) continue;
      theme.last = before.held[i]->on;
      theme.meetings_ago = static_cast<int>(held - i);
    }
    if (!theme.last && !situation.versions.empty()) {
      // Never looked at: it has waited since the rota began.
      auto const start = situation.versions.front().in_force_from;
      theme.since = start;
      theme.meetings_ago =
          1 + static_cast<int>(std::count_if(before.held.begin(), before.held.end(),
                                             [&](governance::Meeting const* meeting) { return meeting->on >= start; }));
    }
    situation.problem.themes.push_back(std::move(theme));
  }
}

void add_meeting(Situation& situation, governance::Meeting const& meeting) {
  rota::Meeting planned{.day = meeting.on};
  std::vector<std::size_t> before;
  auto const rules = rules_on(situation.versions, situation.body, meeting.on);
  for (std::size_t t = 0; t < situation.themes.size(); ++t) {
    auto const& id = situation.problem.themes[t].id;
    bool fixed = false, placed = false, barred = false, away = false;
    for (auto const& mark : situation.marks) {
      if (mark.theme != id) continue;
      bool const here = mark.meeting && *mark.meeting == meeting.id;
      fixed = fixed || (here && mark.kind == "set");
      placed = placed || (here && mark.kind == "placed");
      barred = barred || (here && mark.kind == "not here");
      away =
          away || (mark.kind == "away" && mark.from && mark.to && *mark.from <= meeting.on && meeting.on <= *mark.to);
    }
    bool const on = situation.on_agenda.contains({meeting.id.text(), id});
    // An agenda that is out is settled; an item that no suggestion made was put there by somebody.
    if (fixed || (on && (!is_open(meeting) || !placed)))
      planned.fixed.push_back(t);
    else if (on)
      before.push_back(t);
    if (barred && is_open(meeting)) planned.barred.push_back(t);
    if (away && is_open(meeting)) planned.away.push_back(t);
  }
  planned.slots = is_open(meeting) ? rules.themes_a_meeting : static_cast<int>(planned.fixed.size());
  situation.problem.meetings.push_back(std::move(planned));
  situation.problem.previous.push_back(std::move(before));
}

void add_requests(Situation& situation) {
  for (auto const& mark : situation.marks) {
    if ((mark.kind != "asked at" && mark.kind != "asked by") || !mark.meeting) continue;
    auto const theme = place_of(situation.themes, mark.theme);
    for (std::size_t m = 0; theme && m < situation.coming.size(); ++m)
      if (situation.coming[m].id == *mark.meeting)
        situation.problem.requests.push_back({*theme, m, mark.kind == "asked by", situation.rules.asked_is == "firm"});
  }
}

/// All that `solve` reads, as text.
std::string key_of(Problem const& problem) {
  std::string key;
  auto const add = [&](auto const& value) { key += fmt::format("{} ", value); };
  auto const add_day = [&](std::optional<Date> const& day) { key += day ? day->iso() + " " : "- "; };
  auto const add_limit = [&](std::optional<int> const& limit) { add(limit.value_or(0)); };
  auto const add_list = [&](std::vector<std::size_t> const& list) {
    for (auto const each : list) add(each);
    key += "; ";
  };
  for (auto const& theme : problem.themes) {
    add_day(theme.last);
    add_day(theme.since);
    add(theme.meetings_ago);
    add(theme.red * 4 + theme.every_firm * 2 + theme.red_firm);
  }
  for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
    auto const& meeting = problem.meetings[m];
    add_day(meeting.day);
    add(meeting.slots);
    add_list(meeting.away);
    add_list(meeting.fixed);
    add_list(meeting.barred);
    add_list(problem.previous[m]);
  }
  for (auto const& each : problem.requests) {
    add(each.theme);
    add(each.meeting);
    add(each.by * 2 + each.firm);
  }
  add_limit(problem.rules.every_meetings);
  add_limit(problem.rules.every_months);
  add(problem.rules.odd_slot == OddSlot::stays_free ? 1 : 0);
  for (auto const each : problem.rules.importance) add(static_cast<int>(each));
  add_day(problem.next_meeting);
  return key;
}

/// The answers to the last questions. Nothing else decides them, so it does not matter which council asked.
class Remembered {
 public:
  std::shared_ptr<Outcome const> find(std::string const& key) {
    std::lock_guard const lock{mutex_};
    for (auto const& [each, outcome] : outcomes_)
      if (each == key) return outcome;
    return nullptr;
  }
  void keep(std::string key, std::shared_ptr<Outcome const> outcome) {
    std::lock_guard const lock{mutex_};
    outcomes_.emplace_front(std::move(key), std::move(outcome));
    if (outcomes_.size() > outcomes_remembered) outcomes_.pop_back();
  }

 private:
  std::mutex mutex_;
  std::deque<std::pair<std::string, std::shared_ptr<Outcome const>>> outcomes_;
};

/// Somebody waits for the page: a year of a board gets the best there is, many themes over many years a good plan.
Effort while_waiting(Problem const& problem) {
  auto const cells = problem.themes.size() * problem.meetings.size();
  if (cells <= 150) return {300'000, 100, 300, 8, 40'000};
  if (cells <= 400) return {60'000, 60, 100, 2, 20'000};
  return {0, 0, 20, 0, 0};
}

}  // namespace

Span usual_span(Date today) { return {today.plus_days(-days_shown_back), today.plus_days(days_planned_ahead)}; }

Result<void> check_span(Span const& span, Date today) {
  if (span.from > today)
    return refuse_field("from", "The first day shown must not be after today. Choose an earlier one.");
  if (span.to < today) return refuse_field("to", "The last day planned must not be before today. Choose a later one.");
  if (span.to.days_since(span.from) > longest_span_days)
    return refuse_field("to", "A rota shows up to six years at once. Choose days closer together.");
  return {};
}

std::optional<Situation> read_situation(db::Transaction& transaction, std::string const& body, Span const& span,
                                        Sight const& sight, Date today) {
  auto found = find_entry(transaction, body, sight);
  if (!found || found->kind != &board_kind("body")) return std::nullopt;
  auto versions = list_rules(transaction, body);
  auto rules = rules_on(versions, *found, today);
  Situation situation{*std::move(found),
                      span,
                      today,
                      std::move(versions),
                      std::move(rules),
                      read_themes(transaction, today),
                      {},
                      {},
                      list_marks(transaction, body),
                      {},
                      {}};
  for (auto const& each : list_on_agendas(transaction, body, sight))
    situation.on_agenda.insert({each.meeting, each.theme});
  auto const meetings = list_meetings(transaction, {.body = body}, 10'000);
  Before before;
  for (auto const& meeting : meetings) {
    if (is_coming(meeting, today)) {
      // Beyond the span, or more than the planner takes: the first of them only bounds the last wait.
      if (meeting.on <= span.to && situation.coming.size() < most_meetings) {
        bool const same_day = !situation.coming.empty() && situation.coming.back().on == meeting.on;
        if (!same_day) situation.coming.push_back(meeting);
      } else if (!situation.problem.next_meeting && !situation.coming.empty() &&
                 meeting.on > situation.coming.back().on) {
        situation.problem.next_meeting = meeting.on;
      }
    } else if (was_held(meeting)) {
      before.held.push_back(&meeting);
      if (meeting.on >= span.from) situation.past.push_back(meeting);
    }
  }
  if (!situation.coming.empty()) situation.rules = rules_on(situation.versions, situation.body, situation.coming[0].on);
  situation.problem.rules = {
      .every_meetings = situation.rules.every_meetings,
      .every_months = situation.rules.every_months,
      .importance = importance_of(situation.rules),
      .odd_slot = situation.rules.odd_slot == "stays free" ? OddSlot::stays_free : OddSlot::wraps_round};
  add_themes(situation, before);
  for (auto const& meeting : situation.coming) add_meeting(situation, meeting);
  add_requests(situation);
  return situation;
}

namespace {

Remembered& remembered() {
  static Remembered of_this_process;
  return of_this_process;
}

nlohmann::json to_kept(Outcome const& outcome) {
  nlohmann::json kept{{"plan", nullptr}, {"at_least", Cost{}.parts}, {"clash", nullptr}};
  if (outcome.solution) {
    kept["plan"] = outcome.solution->plan;
    kept["at_least"] = outcome.solution->at_least.parts;
  }
  if (outcome.clash) {
    auto parts = nlohmann::json::array();
    for (auto const& each : outcome.clash->parts)
      parts.push_back({static_cast<int>(each.rule), each.theme, each.meeting});
    kept["clash"] = {{"parts", parts}, {"smallest", outcome.clash->smallest}};
  }
  return kept;
}

Found found_from(nlohmann::json const& kept) {
  Found found;
  if (!kept.at("plan").is_null()) found.plan = kept.at("plan").get<Plan>();
  found.at_least.parts = kept.at("at_least").get<decltype(found.at_least.parts)>();
  if (auto const& clash = kept.at("clash"); !clash.is_null()) {
    found.clash.emplace();
    found.clash->smallest = clash.at("smallest").get<bool>();
    for (auto const& each : clash.at("parts"))
      found.clash->parts.push_back(
          {static_cast<FirmRule>(each.at(0).get<int>()), each.at(1).get<std::size_t>(), each.at(2).get<std::size_t>()});
  }
  return found;
}

// The problem and the code that plans it: a better planner must not be answered with the plans of the one before.
std::string hash_of(Situation const& situation) {
  constexpr std::string_view planner = "1 ";
  return db::sha256_hex(fmt::format("{}{}", planner, key_of(situation.problem)));
}

}  // namespace

Result<Outcome> planned(Situation const& situation) {
  auto key = key_of(situation.problem);
  if (auto const found = remembered().find(key)) return *found;
  auto outcome = TRY(solve(situation.problem, while_waiting(situation.problem)));
  remembered().keep(std::move(key), std::make_shared<Outcome const>(outcome));
  return outcome;
}

bool takes_long(Situation const& situation) {
  auto const& problem = situation.problem;
  auto const is_firm = [](auto const& each) { return each.firm; };
  bool const has_firm = std::any_of(problem.themes.begin(), problem.themes.end(),
                                    [](auto const& each) { return each.every_firm || each.red_firm; }) ||
                        std::any_of(problem.requests.begin(), problem.requests.end(), is_firm);
  return has_firm && problem.themes.size() * problem.meetings.size() > cells_planned_at_once;
}

std::optional<Outcome> find_plan(db::Transaction& transaction, Situation const& situation) {
  auto key = key_of(situation.problem);
  if (auto const found = remembered().find(key)) return *found;
  auto const row =
      transaction.row(sql::find_planned_rota, {{"body", situation.body.id}, {"problem", hash_of(situation)}});
  if (!row) return std::nullopt;
  auto outcome = outcome_of(situation.problem, found_from(nlohmann::json::parse(row->text("plan"))));
  if (!outcome) return std::nullopt;
  remembered().keep(std::move(key), std::make_shared<Outcome const>(*outcome));
  return *outcome;
}

void keep_plan(db::Transaction& transaction, Situation const& situation, Outcome const& outcome, Instant now) {
  constexpr std::int64_t kept_for = 30 * 24 * 60 * 60;  // seconds
  transaction.execute(sql::delete_planned_rotas, {{"before", now.plus_seconds(-kept_for)}});
  transaction.execute(sql::keep_planned_rota, {{"body", situation.body.id},
                                               {"problem", hash_of(situation)},
                                               {"plan", to_kept(outcome).dump()},
                                               {"planned_at", now}});
}

std::string about_plan(Situation const& situation) {
  return fmt::format("rota/{}/{}", situation.body.id.text(), hash_of(situation));
}

namespace {

bool has(std::vector<std::size_t> const& list, std::size_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Standing standing_at(Situation const& situation, Outcome const& outcome, std::size_t theme, std::size_t meeting) {
  auto const& planned = situation.problem.meetings[meeting];
  if (has(planned.fixed, theme)) return Standing::set;
  bool const was = has(situation.problem.previous[meeting], theme);
  if (outcome.solution)
    for (auto const& slot : outcome.solution->meetings[meeting].slots)
      if (slot.theme == theme)
        return was ? Standing::placed : slot.why == Why::red_returns ? Standing::returns : Standing::suggested;
  if (was) return outcome.solution ? Standing::leaving : Standing::placed;
  if (has(planned.barred, theme)) return Standing::not_here;
  return has(planned.away, theme) ? Standing::away : Standing::nothing;
}

std::vector<Step> steps_to_accept(Situation const& situation, Outcome const& outcome) {
  std::vector<Step> steps;
  if (!outcome.solution) return steps;
  for (std::size_t m = 0; m < situation.coming.size(); ++m) {
    if (!is_open(situation.coming[m])) continue;
    auto const& slots = outcome.solution->meetings[m].slots;
    for (auto const t : situation.problem.previous[m])
      if (!has(outcome.solution->plan[m], t)) steps.push_back({m, t, false, Why::suggested});
    for (auto const& slot : slots)
      if (!situation.on_agenda.contains({situation.coming[m].id.text(), situation.problem.themes[slot.theme].id}))
        steps.push_back({m, slot.theme, true, slot.why});
  }
  return steps;
}

std::string fingerprint(Situation const& situation, std::vector<Step> const& steps) {
  if (steps.empty()) return {};
  // FNV-1a, 64 bits: told apart, not protected.
  std::uint64_t hash = 14'695'981'039'346'656'037ULL;
  for (auto const& step : steps)
    for (auto const letter : fmt::format("{}{}{};", step.on ? '+' : '-', situation.coming[step.meeting].id.text(),
                                         situation.problem.themes[step.theme].id)) {
      hash ^= static_cast<unsigned char>(letter);
      hash *= 1'099'511'628'211ULL;
    }
  return fmt::format("{:016x}", hash);
}

int meetings_in_a_round(Situation const& situation, Outcome const& outcome) {
  if (outcome.solution && outcome.solution->round > 0) return outcome.solution->round;
  auto const themes = static_cast<int>(situation.themes.size()), places = situation.rules.themes_a_meeting;
  return (themes + places - 1) / places;
}

}  // namespace gt::governance::rota

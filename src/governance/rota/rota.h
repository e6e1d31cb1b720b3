#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "governance/governance.h"
#include "governance/rota/solver/problem.h"

/// A body's rota: its rules by the day they are in force from, and what was said by hand. For this slice.
namespace gt::governance::rota {

using RulesId = Id<struct RotaRulesTag>;
using MarkId = Id<struct RotaMarkTag>;

/// How much a rule weighs: "no rule", "aimed at" (it gives way where it must), "firm" (it never does).
inline constexpr std::string_view weights[] = {"no rule", "aimed at", "firm"};
inline constexpr std::string_view odd_slots_words[] = {"wraps round", "stays free"};
/// Orders of the rules that are aimed at, the weightiest first.
inline constexpr std::string_view importances[] = {"off track, limit, request", "off track, request, limit",
                                                   "limit, off track, request", "limit, request, off track",
                                                   "request, off track, limit", "request, limit, off track"};

struct BodyRules {
  std::int64_t number = 0;  ///< 0: nobody has set any, and these are what a rota begins with
  Date in_force_from;
  int themes_a_meeting = 2;
  std::optional<int> every_meetings = {}, every_months = {};
  std::string every_is = "aimed at";  ///< never "no rule": then there are no limits
  std::string red_is = "aimed at";
  std::string asked_is = "aimed at";  ///< never "no rule"
  std::string odd_slot = "wraps round";
  std::string importance = "off track, limit, request";
  std::string why = {};
  std::string made_by = {};
};

/// By number, the first first.
std::vector<BodyRules> list_rules(db::Transaction& transaction, std::string const& body);
void insert_rules(operations::Call& call, std::string const& body, BodyRules const& rules);
/// Those in force on the day: the last to begin by then; before the first, the first; without any, what a rota begins
/// with, with as many themes a meeting as the body's own record says.
BodyRules rules_on(std::vector<BodyRules> const& versions, Entry const& body, Date day);
/// "Every theme within 6 months; a theme off track returns at the next meeting it can; …"
std::string in_words(BodyRules const& rules);
nlohmann::json to_json(BodyRules const& rules);

/// "placed" is a suggestion that was taken: it may move when the rota is planned again. The others are by hand.
inline constexpr std::string_view mark_kinds[] = {"set", "not here", "asked at", "asked by", "away", "placed"};

struct Mark {
  MarkId id;
  std::string body;
  std::string kind;
  std::string theme;
  std::optional<MeetingId> meeting = {};
  std::optional<Date> from = {}, to = {};  ///< of "away", both days counted
  std::string why = {};
  std::string made_by = {};
  std::int64_t version = 1;
};
/// Those that stand, in the order they were made.
std::vector<Mark> list_marks(db::Transaction& transaction, std::string const& body);
std::optional<Mark> find_mark(db::Transaction& transaction, MarkId const& id);
void insert_mark(operations::Call& call, Mark const& mark);
/// False when someone else was first.
bool end_mark(operations::Call& call, Mark const& mark);
nlohmann::json to_json(Mark const& mark);

/// A theme that stands on an agenda.
struct OnAgenda {
  std::string meeting;
  std::string theme;
};
/// Private items out of sight are left out.
std::vector<OnAgenda> list_on_agendas(db::Transaction& transaction, std::string const& body, Sight const& sight);

}  // namespace gt::governance::rota

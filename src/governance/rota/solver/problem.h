#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/result.h"

// What a rota is planned from: themes, meetings in order, and what was set or asked by hand. Themes, meetings and
// requests are named by their place in these lists, from 0.
namespace gt::governance::rota {

struct Theme {
  std::string id;               ///< the caller's own; carried, never read
  std::optional<Date> last{};   ///< the day of its last look before the first meeting; nothing when it never had one
  int meetings_ago{1};          ///< of that look; 1 is the meeting just before the first. Never looked at: of its start
  std::optional<Date> since{};  ///< never looked at: the day it waits from; nothing counts as the first meeting's day
  bool red{false};              ///< off track: returns at the next meeting it can
  bool every_firm{false};       ///< the limit between two looks may not be broken for it
  bool red_firm{false};         ///< its return may not be put off
};

struct Meeting {
  Date day;
  int slots{0};                       ///< themes it has room for; 0 for none
  std::vector<std::size_t> away{};    ///< themes whose leads are away: never placed
  std::vector<std::size_t> fixed{};   ///< themes set by hand: always placed
  std::vector<std::size_t> barred{};  ///< themes marked "not here" by hand: never placed
};

/// The board asks for a theme: at that meeting, or at any up to it. If it cannot be, as soon after as it can.
struct Request {
  std::size_t theme;
  std::size_t meeting;
  bool by{false};    ///< any meeting up to it will do
  bool firm{false};  ///< may not be late
};

/// The rules that can give way, in whatever order of importance the body has.
enum class Soft { red_returns, every, asked };

/// What becomes of places left when every theme has been looked at once in a round.
enum class OddSlot {
  wraps_round,  ///< the next round begins in them
  stays_free,   ///< no theme comes again before the round is over, except by hand
};

struct Rules {
  std::optional<int> every_meetings{};  ///< a theme is at one at least of any so many meetings in a row
  std::optional<int> every_days{};      ///< two looks of a theme are at most so many days apart
  std::optional<int> every_months{};    ///< and at most so many calendar months
  std::vector<Soft> importance{Soft::red_returns, Soft::every, Soft::asked};  ///< each once, the weightiest first
  OddSlot odd_slot{OddSlot::wraps_round};
};

/// Themes by meeting, each list in the themes' order.
using Plan = std::vector<std::vector<std::size_t>>;

struct Problem {
  std::vector<Theme> themes{};
  std::vector<Meeting> meetings{};
  std::vector<Request> requests{};
  Rules rules{};
  Plan previous{};                     ///< what was suggested before, by meeting; empty when nothing was
  std::optional<Date> next_meeting{};  ///< the first meeting after the last one planned, when it is known
};

inline constexpr std::size_t most_themes = 100;
inline constexpr std::size_t most_meetings = 60;

/// Errors: invalid, naming what cannot be planned: more themes or meetings than the planner takes, meetings out of
/// order or two on a day, slots below 0, a limit below 1, a theme or meeting that is not in the lists, an importance
/// that does not name each rule once, a previous plan of another length. A clash of rules is no error.
Result<void> check(Problem const& problem);

/// The number of meetings in which every theme can be looked at once: 7 themes at two a meeting take 4. Counted over
/// the meetings' own slots; the last meeting's slots repeat when they are too few. 0 without themes or slots.
int round_length(Problem const& problem);

/// The number of places over in the last meeting of that round: 1 for 7 themes at two a meeting.
int odd_slots(Problem const& problem);

}  // namespace gt::governance::rota

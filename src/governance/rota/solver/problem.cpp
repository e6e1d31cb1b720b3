#include "governance/rota/solver/problem.h"

#include <algorithm>

#include <fmt/format.h>

namespace gt::governance::rota {

namespace {

Result<void> check_limit(std::optional<int> limit, char const* unit) {
  if (limit && *limit < 1)
    return refuse(ErrorKind::invalid, fmt::format("The longest time between two looks must be at least 1 {}.", unit));
  return {};
}

Result<void> check_themes(std::vector<std::size_t> const& themes, std::size_t count, Date day) {
  for (auto const theme : themes)
    if (theme >= count)
      return refuse(ErrorKind::invalid,
                    fmt::format("The meeting of {} names a theme that is not in the rota.", day.printed()));
  return {};
}

Result<void> check_meetings(Problem const& problem) {
  for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
    auto const& meeting = problem.meetings[m];
    if (meeting.slots < 0)
      return refuse(ErrorKind::invalid,
                    fmt::format("The meeting of {} cannot have fewer than no themes.", meeting.day.printed()));
    if (m > 0 && meeting.day <= problem.meetings[m - 1].day)
      return refuse(ErrorKind::invalid,
                    fmt::format("The meeting of {} must come after the one listed before it.", meeting.day.printed()));
    TRY(check_themes(meeting.away, problem.themes.size(), meeting.day));
    TRY(check_themes(meeting.fixed, problem.themes.size(), meeting.day));
    TRY(check_themes(meeting.barred, problem.themes.size(), meeting.day));
    if (!problem.previous.empty()) TRY(check_themes(problem.previous[m], problem.themes.size(), meeting.day));
  }
  return {};
}

struct Round {
  int meetings;
  long long places;
};

Round round_of(Problem const& problem) {
  auto const themes = static_cast<long long>(problem.themes.size());
  Round round{0, 0};
  if (themes == 0) return round;
  for (auto const& meeting : problem.meetings) {
    if (round.places >= themes) return round;
    ++round.meetings;
    round.places += meeting.slots;
  }
  if (round.places >= themes) return round;
  auto const again = problem.meetings.empty() ? 0 : problem.meetings.back().slots;
  if (again == 0) return {0, 0};
  auto const more = (themes - round.places + again - 1) / again;
  return {round.meetings + static_cast<int>(more), round.places + more * again};
}

}  // namespace

Result<void> check(Problem const& problem) {
  if (problem.themes.size() > most_themes)
    return refuse(ErrorKind::invalid, fmt::format("A rota takes up to {} themes; there are {}. Plan fewer at once.",
                                                  most_themes, problem.themes.size()));
  if (problem.meetings.size() > most_meetings)
    return refuse(ErrorKind::invalid,
                  fmt::format("A rota takes up to {} meetings; there are {}. Choose an earlier last day.",
                              most_meetings, problem.meetings.size()));
  TRY(check_limit(problem.rules.every_meetings, "meeting"));
  TRY(check_limit(problem.rules.every_days, "day"));
  TRY(check_limit(problem.rules.every_months, "month"));
  auto order = problem.rules.importance;
  std::sort(order.begin(), order.end());
  if (order != std::vector<Soft>{Soft::red_returns, Soft::every, Soft::asked})
    return refuse(ErrorKind::invalid, "The order of importance must name each of the three rules once.");
  if (!problem.previous.empty() && problem.previous.size() != problem.meetings.size())
    return refuse(ErrorKind::invalid, "The earlier plan is of other meetings than these.");
  for (auto const& theme : problem.themes)
    if (theme.meetings_ago < 1 || theme.meetings_ago > 10000)
      return refuse(ErrorKind::invalid, "A theme’s last look must be one meeting ago at least.");
  for (auto const& request : problem.requests)
    if (request.theme >= problem.themes.size() || request.meeting >= problem.meetings.size())
      return refuse(ErrorKind::invalid, "The board’s request names a theme or meeting that is not in the rota.");
  return check_meetings(problem);
}

int round_length(Problem const& problem) { return round_of(problem).meetings; }

int odd_slots(Problem const& problem) {
  auto const round = round_of(problem);
  return round.meetings == 0 ? 0 : static_cast<int>(round.places - static_cast<long long>(problem.themes.size()));
}

}  // namespace gt::governance::rota

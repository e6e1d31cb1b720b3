#include <algorithm>

#include <fmt/format.h>

#include "governance/rota/rota_plan.h"
#include "platform/html/typography.h"

namespace gt::governance::rota {

namespace {

std::string list_in_words(std::vector<std::string> const& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}

std::string limit_words(Rules const& rules) {
  std::vector<std::string> limits;
  if (rules.every_months) limits.push_back(fmt::format("within {}", html::plural(*rules.every_months, "month")));
  if (rules.every_meetings)
    limits.push_back(fmt::format("at least once in any {}", html::plural(*rules.every_meetings, "meeting")));
  return list_in_words(limits);
}

class Named {
 public:
  explicit Named(Situation const& situation) : situation_{situation} {}
  std::string const& theme(std::size_t t) const { return situation_.themes[t].theme.title; }
  std::string day(std::size_t m) const { return situation_.coming[m].on.printed(); }

  std::vector<std::string> themes(Clash const& clash, FirmRule rule) const {
    std::vector<std::string> names;
    for (auto const& part : clash.parts)
      if (part.rule == rule) names.push_back(theme(part.theme));
    return names;
  }

 private:
  Situation const& situation_;
};

}  // namespace

std::string_view label(Standing standing) {
  switch (standing) {
    case Standing::nothing:
      return "";
    case Standing::set:
      return "Set";
    case Standing::placed:
      return "Planned";
    case Standing::leaving:
      return "Would move";
    case Standing::suggested:
      return "Suggest";
    case Standing::returns:
      return "Returns";
    case Standing::not_here:
      return "Not here";
    case Standing::away:
      return "Lead away";
  }
  ENSURE(false);
}

std::string_view reason(Why why) {
  switch (why) {
    case Why::fixed:
      return "set by hand";
    case Why::red_returns:
      return "off track: returns";
    case Why::asked:
      return "the board asked";
    case Why::limit_near:
      return "at its limit";
    case Why::longest_waiting:
      return "waited longest";
    case Why::suggested:
      return "evens out the gaps";
  }
  ENSURE(false);
}

std::string_view reason(WhyFree why) {
  return why == WhyFree::nobody_can ? "No other theme can come." : "The round is over: the odd place stays free.";
}

std::vector<std::string> clash_words(Situation const& situation, Clash const& clash) {
  Named const named{situation};
  std::vector<std::string> out;
  for (auto const& part : clash.parts) {
    auto const& meeting = situation.problem.meetings[std::min(part.meeting, situation.problem.meetings.size() - 1)];
    switch (part.rule) {
      case FirmRule::slots:
        out.push_back(fmt::format("The meeting of {} has {}.", named.day(part.meeting),
                                  meeting.slots == 0
                                      ? "no place for a theme"
                                      : fmt::format("places for {}", html::plural(meeting.slots, "theme"))));
        break;
      case FirmRule::fixed:
        out.push_back(fmt::format("{} is set for {}.", named.theme(part.theme), named.day(part.meeting)));
        break;
      case FirmRule::away:
        out.push_back(fmt::format("The lead of {} is away on {}.", named.theme(part.theme), named.day(part.meeting)));
        break;
      case FirmRule::barred:
        out.push_back(fmt::format("{} is marked “not here” for {}.", named.theme(part.theme), named.day(part.meeting)));
        break;
      case FirmRule::red:
        out.push_back(
            fmt::format("{} is off track and must return by {}.", named.theme(part.theme), named.day(part.meeting)));
        break;
      case FirmRule::asked:
        out.push_back(fmt::format("The board asked for {}, for {}.", named.theme(part.theme), named.day(part.meeting)));
        break;
      case FirmRule::every:
        break;
    }
  }
  if (auto const limited = named.themes(clash, FirmRule::every); !limited.empty())
    out.push_back(
        fmt::format("{} must each be looked at {}.", list_in_words(limited), limit_words(situation.problem.rules)));
  return out;
}

std::vector<std::string> ways_on(Situation const& situation, Clash const& clash) {
  auto const any = [&](FirmRule rule) {
    return std::any_of(clash.parts.begin(), clash.parts.end(), [&](auto const& part) { return part.rule == rule; });
  };
  std::vector<std::string> out;
  if (any(FirmRule::fixed)) out.push_back("Set the theme for another meeting, or take back what was set.");
  if (any(FirmRule::away)) out.push_back("If somebody can speak for the lead, take the absence back.");
  if (any(FirmRule::barred)) out.push_back("Take the mark “not here” back.");
  if (any(FirmRule::asked)) out.push_back("Agree another meeting with the board.");
  if (any(FirmRule::slots)) out.push_back("Look at more themes a meeting, or add a meeting.");
  if (any(FirmRule::every) || any(FirmRule::red))
    out.push_back(
        fmt::format("Change the rules in force since {}: a longer limit, or a rule to aim at instead of a firm one.",
                    situation.rules.in_force_from.printed()));
  return out;
}

}  // namespace gt::governance::rota

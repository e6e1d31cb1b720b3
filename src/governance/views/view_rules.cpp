#include "governance/views/view_rules.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gt::governance {

namespace {

constexpr std::array<std::string_view, 5> scale{"none", "limited", "some", "considerable", "sustained"};

std::string when(Said const& said) {
  if (said.on) return " on " + said.on->printed();
  return said.when_printed.empty() ? "" : fmt::format(" ({})", said.when_printed);
}

// The last of the list that stands on the scale.
Said const* last_on_scale(std::vector<Said> const& list) {
  auto found =
      std::find_if(list.rbegin(), list.rend(), [](Said const& each) { return scale_step(each.scale).has_value(); });
  return found == list.rend() ? nullptr : &*found;
}

void compare(SideBySide& pair) {
  auto const *ours = last_on_scale(pair.ours), *theirs = last_on_scale(pair.theirs);
  if (ours == nullptr || theirs == nullptr) {
    pair.words = theirs == nullptr ? "Nobody outside has said how far this is." : "We have not said how far this is.";
    return;
  }
  pair.steps = *scale_step(ours->scale) - *scale_step(theirs->scale);
  pair.agreement = pair.steps == 0  ? Agreement::agree
                   : pair.steps > 0 ? Agreement::we_say_more
                                    : Agreement::they_say_more;
  pair.words = fmt::format("We said “{}”{}; they said “{}”{}.", ours->scale, when(*ours), theirs->scale, when(*theirs));
}

}  // namespace

std::optional<int> scale_step(std::string_view word) {
  auto const found = std::find(scale.begin(), scale.end(), word);
  return found == scale.end() ? std::nullopt : std::optional(static_cast<int>(found - scale.begin()));
}

std::vector<SideBySide> side_by_side(std::vector<std::string> const& themes, std::vector<Said> const& theirs,
                                     std::vector<Said> const& ours) {
  std::vector<SideBySide> out;
  auto const add = [&](std::string const& theme) {
    SideBySide pair;
    pair.theme = theme;
    auto const take = [&](std::vector<Said> const& from, std::vector<Said>& to) {
      std::copy_if(from.begin(), from.end(), std::back_inserter(to),
                   [&](Said const& each) { return each.theme == theme; });
      std::stable_sort(to.begin(), to.end(), [](Said const& a, Said const& b) { return a.on < b.on; });
    };
    take(theirs, pair.theirs);
    take(ours, pair.ours);
    if (pair.theirs.empty() && pair.ours.empty()) return;
    compare(pair);
    out.push_back(std::move(pair));
  };
  for (auto const& theme : themes) add(theme);
  add("");
  return out;
}

}  // namespace gt::governance

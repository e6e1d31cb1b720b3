#include "plans/importing/names.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/core/text.h"

namespace gt::plans {

void Names::add(std::string const& name, std::string const& id) {
  auto const [at, is_new] = ids_.emplace(lower_case(one_line(name)), id);
  if (!is_new && at->second != id) at->second.clear();
}

std::optional<std::string> Names::find(std::string const& name) const {
  auto const found = ids_.find(lower_case(one_line(name)));
  return found == ids_.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
}

NamedPieces named(Names const& names, std::string const& text) {
  NamedPieces out;
  auto const parts = split(text, ';');
  for (std::size_t at = 0; at < parts.size();) {
    std::optional<std::string> found;
    auto end = parts.size();
    for (; end > at && !found; --end) {
      std::vector<std::string> const run(parts.begin() + static_cast<std::ptrdiff_t>(at),
                                         parts.begin() + static_cast<std::ptrdiff_t>(end));
      found = names.find(fmt::format("{}", fmt::join(run, ";")));
      if (found) break;
    }
    if (found) {
      out.ids.push_back(*found);
      at = end;
    } else {
      if (auto name = one_line(parts[at]); !name.empty()) out.unknown.push_back(std::move(name));
      ++at;
    }
  }
  return out;
}

std::string in_a_list(std::vector<std::string> const& names) {
  constexpr std::size_t most = 12;
  std::vector<std::string> const some(names.begin(),
                                      names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
  return fmt::format("{}{}", fmt::join(some, "; "),
                     names.size() > most ? fmt::format(" and {} more", names.size() - most) : "");
}

std::string known_names(std::vector<std::string> const& names, std::string_view what) {
  if (names.empty()) return fmt::format("The plan has no {} yet.", what);
  return fmt::format("The plan has: {}.", in_a_list(names));
}

}  // namespace gt::plans

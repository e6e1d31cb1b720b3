#include <algorithm>
#include <array>

#include "plans/tracker/tracker.h"

namespace gt::plans::tracker {
namespace {

struct Known {
  std::string_view typed;  ///< Normalised as headings are.
  std::string_view word;
};

constexpr std::array<Known, 44> known{{{"done", "done"},
                                       {"complete", "done"},
                                       {"completed", "done"},
                                       {"closed", "done"},
                                       {"finished", "done"},
                                       {"achieved", "done"},
                                       {"delivered", "done"},
                                       {"implemented", "done"},
                                       {"blue", "done"},
                                       {"b", "done"},
                                       {"not started", "not started"},
                                       {"not yet started", "not started"},
                                       {"not due", "not started"},
                                       {"not yet due", "not started"},
                                       {"to start", "not started"},
                                       {"to do", "not started"},
                                       {"planned", "not started"},
                                       {"new", "not started"},
                                       {"grey", "not started"},
                                       {"white", "not started"},
                                       {"on track", "on track"},
                                       {"on target", "on track"},
                                       {"in progress", "on track"},
                                       {"started", "on track"},
                                       {"underway", "on track"},
                                       {"under way", "on track"},
                                       {"ongoing", "on track"},
                                       {"on going", "on track"},
                                       {"open", "on track"},
                                       {"green", "on track"},
                                       {"g", "on track"},
                                       {"at risk", "at risk"},
                                       {"some slippage", "at risk"},
                                       {"minor delay", "at risk"},
                                       {"amber", "at risk"},
                                       {"a", "at risk"},
                                       {"off track", "off track"},
                                       {"overdue", "off track"},
                                       {"late", "off track"},
                                       {"delayed", "off track"},
                                       {"behind", "off track"},
                                       {"behind schedule", "off track"},
                                       {"red", "off track"},
                                       {"r", "off track"}}};

}  // namespace

std::optional<std::string> status_word_of(std::string_view typed) {
  auto const plain = normalised_heading(typed);
  auto const found = std::find_if(known.begin(), known.end(), [&](Known const& each) { return each.typed == plain; });
  if (found == known.end()) return std::nullopt;
  return std::string(found->word);
}

}  // namespace gt::plans::tracker

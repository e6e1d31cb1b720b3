#include "evidence/evidence_order.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/core/result.h"

namespace gt::evidence {

namespace {

constexpr std::array<std::pair<SortKey, std::string_view>, 6> words{{{SortKey::number, "number"},
                                                                     {SortKey::source, "source"},
                                                                     {SortKey::rung, "rung"},
                                                                     {SortKey::dated, "dated"},
                                                                     {SortKey::expires, "expires"},
                                                                     {SortKey::review, "review"}}};

}  // namespace

std::string_view word(SortKey key) {
  auto const* found = std::find_if(words.begin(), words.end(), [&](auto const& each) { return each.first == key; });
  ENSURE(found != words.end());
  return found->second;
}

std::optional<SortKey> sort_key_of(std::string_view word) {
  auto const* found = std::find_if(words.begin(), words.end(), [&](auto const& each) { return each.second == word; });
  return found == words.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace gt::evidence

#pragma once

#include <optional>
#include <string_view>

// In which order a list of evidence is. Others include evidence/evidence.h.
namespace gt::evidence {

/// What a list can be sorted by. Rungs go up the ladder; sources and reviews go by their words.
enum class SortKey { number, source, rung, dated, expires, review };
/// "number", "source", "rung", "dated", "expires", "review".
std::string_view word(SortKey key);
std::optional<SortKey> sort_key_of(std::string_view word);
/// Of the same value, the number decides, in the same direction.
struct Order {
  SortKey key = SortKey::number;
  bool is_descending = true;
};

}  // namespace gt::evidence

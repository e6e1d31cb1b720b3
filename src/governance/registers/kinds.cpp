#include "governance/governance.h"
#include "governance/reference_text.h"

namespace gt::governance {

std::vector<records::Kind> const& board_kinds() {
  static auto const kinds =
      records::read_kinds({"board_kinds.tsv", embedded::board_kinds, "board_fields.tsv", embedded::board_fields, {}});
  return kinds;
}

records::Kind const& board_kind(std::string_view word) {
  auto const* found = records::find_kind(board_kinds(), word);
  ENSURE(found != nullptr);
  return *found;
}

}  // namespace gt::governance

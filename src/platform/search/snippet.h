#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/search/query.h"

namespace gt::search {

/// A run of text, and whether it is what was looked for. Plain text: whoever prints it escapes it.
struct Piece {
  std::string text;
  bool is_match = false;

  friend bool operator==(Piece const&, Piece const&) = default;
};

/// The whole text with what the query looks for marked.
std::vector<Piece> marked(std::string_view text, Query const& query);

/// Words of a snippet.
constexpr std::size_t kSnippetWords = 36;

/// The part of a long text where most of what is looked for stands close together; its start when nothing of it is
/// there. Begins or ends with "…" where text is left out.
std::vector<Piece> snippet(std::string_view text, Query const& query);

}  // namespace gt::search

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Who is meant by “@” in what somebody wrote. Pure.
namespace gt::notices {

/// Somebody who can be mentioned.
struct Named {
  std::string name;
  std::string email;
};

struct MentionsFound {
  std::vector<std::size_t> people;  ///< their places in the list, each once, in the order of the text
  /// One sentence for each “@” that is nobody, or more than one; says who may be meant.
  std::vector<std::string> faults;
};

/// An “@” before a letter or digit and after nothing, a space or an opening sign is a mention; inside a word (an e-mail
/// address that somebody quotes) it is not. It means whoever's whole name or e-mail address follows, the longest one,
/// capitals or not.
MentionsFound find_mentions(std::string_view text, std::vector<Named> const& people);

}  // namespace gt::notices

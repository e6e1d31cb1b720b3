#include "platform/files/shown_name.h"

#include "platform/core/text.h"

namespace gt::files {

std::string shown_name(std::string const& given, std::string otherwise) {
  constexpr std::size_t longest = 200;
  if (text_fault(given)) return otherwise;
  auto name = one_line(given.substr(given.find_last_of("/\\") + 1));
  return name.empty() || character_count(name) > longest ? otherwise : name;
}

}  // namespace gt::files

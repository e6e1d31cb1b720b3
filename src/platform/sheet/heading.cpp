#include "platform/sheet/heading.h"

#include "platform/core/text.h"

namespace gt::sheet {

std::string normalised_heading(std::string_view heading) {
  if (trimmed(heading) == "#") return "number";
  std::string plain;
  for (char const c : lower_case(heading)) {
    bool const is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    plain += is_kept ? c : ' ';
  }
  return one_line(plain);
}

}  // namespace gt::sheet

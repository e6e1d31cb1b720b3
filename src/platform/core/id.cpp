#include "platform/core/id.h"

#include <array>
#include <cstdint>

#include <sodium.h>

namespace gt {

namespace {
// No 0 or 1, no i or l: 32 characters, five bits each.
constexpr std::string_view alphabet = "23456789bcdfghjkmnpqrstvwxyzaeuo";
constexpr std::size_t length = 16;
}  // namespace

std::string new_opaque_id() {
  ENSURE(sodium_init() >= 0);
  std::array<std::uint8_t, length> random{};
  randombytes_buf(random.data(), random.size());
  std::string id;
  id.reserve(length);
  for (auto byte : random) id.push_back(alphabet[byte & 31U]);
  return id;
}

bool is_opaque_id(std::string_view text) {
  return text.size() == length && text.find_first_not_of(alphabet) == std::string_view::npos;
}

}  // namespace gt

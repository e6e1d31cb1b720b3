#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

#include "platform/core/result.h"

namespace gt {

/// 16 letters and digits (80 random bits, lower case, letters and digits that are not mistaken for each other) from the
/// system's random source.
std::string new_opaque_id();

/// Whether `text` has the form of `new_opaque_id()`.
bool is_opaque_id(std::string_view text);

/// An opaque public id: the key in the database, in addresses and in the API. Ids of different things do not mix.
template <class Tag>
class Id {
 public:
  static Id fresh() { return Id{new_opaque_id()}; }
  /// Errors: invalid when `text` cannot be an id.
  static Result<Id> from_text(std::string_view text) {
    if (!is_opaque_id(text)) return refuse(ErrorKind::invalid, "That is not an identifier this system gives out.");
    return Id{std::string(text)};
  }
  /// For ids read back from our own database.
  static Id trusted(std::string text) { return Id{std::move(text)}; }

  std::string const& text() const { return text_; }
  friend auto operator<=>(Id const&, Id const&) = default;

 private:
  explicit Id(std::string text) : text_{std::move(text)} {}
  std::string text_;
};

using AuthorityId = Id<struct AuthorityTag>;
using AccountId = Id<struct AccountTag>;

}  // namespace gt

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/core/result.h"

namespace gt {

/// An amount of money in whole pence, never a fraction of one; may be below nothing.
class Money {
 public:
  constexpr Money() = default;
  static constexpr Money pence(std::int64_t value) { return Money{value}; }
  static constexpr Money pounds(std::int64_t value) { return Money{value * 100}; }
  /// The largest amount that is read, either way: ten thousand million pounds.
  static constexpr std::int64_t most_pence = 1'000'000'000'000;

  /// Reads what a person types or a ledger prints: `750000`, `£750,000`, `1,234.50`, `-12.30`, `(12.30)`, and with the
  /// unit written out `£750k`, `£0.75m`. Errors: invalid for anything else, for a part of a penny, and for more than
  /// `most_pence`.
  static Result<Money> from_typed(std::string_view text);

  constexpr std::int64_t pence() const { return pence_; }
  constexpr bool is_nothing() const { return pence_ == 0; }

  /// `750000.00`, `-12.30`: the form of the API, of CSV and of what is stored; read back by `from_typed`.
  std::string text() const;
  /// `£750,000`, `£1,234.50`, `−£12.30`: pence are printed where there are any.
  std::string printed() const;
  /// `750`, `1.5`, `−74`: thousands of pounds to at most one decimal, halves away from nothing, for tables that say
  /// "£ thousand".
  std::string thousands() const;

  constexpr Money operator-() const { return Money{-pence_}; }
  constexpr Money& operator+=(Money other) {
    pence_ += other.pence_;
    return *this;
  }
  constexpr Money& operator-=(Money other) {
    pence_ -= other.pence_;
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return Money{a.pence_ + b.pence_}; }
  friend constexpr Money operator-(Money a, Money b) { return Money{a.pence_ - b.pence_}; }
  friend constexpr auto operator<=>(Money, Money) = default;

  /// This amount times `numerator` / `denominator`, to the nearest penny, halves away from nothing. The denominator is
  /// positive and the product may be far larger than 64 bits.
  Money times(std::int64_t numerator, std::int64_t denominator) const;

 private:
  constexpr explicit Money(std::int64_t pence) : pence_{pence} {}
  std::int64_t pence_ = 0;
};

}  // namespace gt

#pragma once

#include <compare>
#include <optional>
#include <string>

#include "platform/core/date.h"

namespace gt::funding {

/// A financial year of a council: 1 April to 31 March.
class FinancialYear {
 public:
  /// By the calendar year it begins in: 2019 is 2019/20.
  static constexpr FinancialYear beginning(int year) { return FinancialYear{year}; }
  static FinancialYear of(Date day);
  /// Reads `2019/20`, `2019-20`, `2019/2020`, `19/20` (of this century). Errors: invalid for anything else, and where
  /// the second year does not follow the first.
  static Result<FinancialYear> from_typed(std::string_view text);

  constexpr int begins_in() const { return begins_in_; }
  Date first_day() const;
  Date last_day() const;
  constexpr FinancialYear plus(int years) const { return FinancialYear{begins_in_ + years}; }
  /// `2019/20`
  std::string printed() const;

  friend constexpr auto operator<=>(FinancialYear, FinancialYear) = default;

 private:
  constexpr explicit FinancialYear(int begins_in) : begins_in_{begins_in} {}
  int begins_in_;
};

/// A calendar month.
class Month {
 public:
  static Month of(Date day) { return Month{day.year() * 12 + day.month() - 1}; }
  /// As stored: months since January of year 0.
  static constexpr Month from_index(int index) { return Month{index}; }
  /// Reads `2019-04`, `April 2019`, `Apr-19`, `Apr 2019` and `04/2019`. Errors: invalid for anything else.
  static Result<Month> from_typed(std::string_view text);

  constexpr int index() const { return index_; }
  constexpr int year() const { return index_ / 12; }
  constexpr int number() const { return index_ % 12 + 1; }
  constexpr Month plus(int months) const { return Month{index_ + months}; }
  constexpr int months_since(Month earlier) const { return index_ - earlier.index_; }
  Date first_day() const;
  Date last_day() const;
  int days() const { return last_day().day(); }
  constexpr FinancialYear financial_year() const {
    return FinancialYear::beginning(number() >= 4 ? year() : year() - 1);
  }
  /// `2019-04`: the form of the API and of what is stored as text.
  std::string text() const;
  /// `April 2019`
  std::string printed() const;
  /// `Apr 2019`
  std::string brief() const;

  friend constexpr auto operator<=>(Month, Month) = default;

 private:
  constexpr explicit Month(int index) : index_{index} {}
  int index_;
};

inline Month first_month(FinancialYear year) { return Month::of(year.first_day()); }
inline Month last_month(FinancialYear year) { return first_month(year).plus(11); }

}  // namespace gt::funding

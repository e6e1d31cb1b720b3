#pragma once

#include "funding/funding.h"

/// What the ledgers say was spent: rows of files as they were brought in, and their sums by month.
namespace gt::funding {

/// Of a cost line or service budget, by month; months that come to nothing are left out.
std::vector<MonthAmount> posted_to(db::Transaction& transaction, std::string const& record);

/// A row of a file that stands.
struct PostingRow {
  std::string record;  ///< cost line or service budget
  Month month;
  std::string code;
  Money amount;
  std::optional<Date> on;
  std::string supplier, order, reference, words;
  std::string found_at;  ///< "programme.xlsx, row 12, column F"
  bool is_withheld;      ///< the supplier’s name is not published
};
struct PostingFilter {
  std::string record = {};
  std::optional<Month> from = {}, until = {};
  std::optional<Money> above = {};  ///< of either sign
};
/// By month, then as in their files. Only what is booked to a line or service budget.
std::vector<PostingRow> list_postings(db::Transaction& transaction, PostingFilter const& filter,
                                      std::int64_t limit = 100'000);

}  // namespace gt::funding

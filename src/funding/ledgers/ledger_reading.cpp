#include "funding/ledgers/ledger_reading.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "funding/ledgers/ledger_cell.h"
#include "platform/core/text.h"
#include "platform/sheet/typed_date.h"

namespace gt::funding::ledgers {

namespace {

using sheet::Cell;
using sheet::CellKind;
using sheet::Place;

class SheetReader {
 public:
  SheetReader(sheet::Workbook const& workbook, sheet::Sheet const& sheet, Headings headings, LedgerReading& out)
      : workbook_(workbook), sheet_(sheet), headings_(std::move(headings)), out_(out) {}

  void read() {
    note_units();
    auto const before = out_.rows.size();
    first_of_sheet_ = first_of_group_ = before;
    for (auto row = headings_.row + 1; row < sheet_.rows.size(); ++row) read_row(row);
    out_.layouts.push_back(fmt::format("{}{}, {} amounts", sheet_.name.empty() ? "" : sheet_.name + ": ",
                                       headings_.has_months_across() ? "the months across" : "one row a posting",
                                       out_.rows.size() - before));
    if (!headings_.not_read.empty())
      out_.notes.push_back({{sheet_.name, static_cast<int>(headings_.row) + 1, 0},
                            fmt::format("Not read: {}.", fmt::join(headings_.not_read, ", "))});
  }

 private:
  struct Amount {
    std::size_t column;
    Period period;
    Printed printed;
  };

  Place place(std::size_t row, std::size_t column) const {
    return {sheet_.name, static_cast<int>(row) + 1, static_cast<int>(column) + 1};
  }
  void fault(std::size_t row, std::size_t column, std::string_view message) {
    auto const at = place(row, column);
    out_.faults.push_back({at, fmt::format("{}: {}", sheet::describe(workbook_.filename, at), message)});
  }
  Cell const* cell(std::size_t row, Column column) const {
    auto const found = headings_.columns.find(column);
    return found == headings_.columns.end() ? nullptr : &sheet_.at(row, found->second);
  }
  std::string text(std::size_t row, Column column) const {
    auto const* found = cell(row, column);
    if (found == nullptr) return {};
    return found->kind == CellKind::number ? sheet::number_as_read(found->text)
                                           : one_line(found->shown.empty() ? found->text : found->shown);
  }

  void note_units() {
    auto const note = [&](Cell const& cell) {
      if (auto const unit = unit_said(cell.text)) out_.units.insert(*unit);
    };
    for (std::size_t row = 0; row <= headings_.row; ++row)
      for (auto const& each : sheet_.rows[row].cells)
        if (each.kind == CellKind::text) note(each);
  }

  void read_row(std::size_t row) {
    auto const& cells = sheet_.rows[row].cells;
    if (std::all_of(cells.begin(), cells.end(), [](Cell const& each) { return each.is_blank(); })) return;
    auto const faults_before = out_.faults.size();
    bool const is_total = std::any_of(cells.begin(), cells.end(), [](Cell const& each) {
      return each.kind == CellKind::text && is_total_label(each.text);
    });
    auto const amounts = amounts_of(row, is_total);
    if (is_total) {
      if (out_.faults.size() == faults_before) check_total(row, amounts);
      first_of_group_ = out_.rows.size();
      code_.clear();
      return;
    }
    take_code(row);
    if (amounts.empty()) return;  // a group's own heading
    if (out_.faults.size() != faults_before) return;
    if (code_.empty()) {
      fault(row, headings_.columns.at(Column::code),
            "This amount has no code, and none stands above it. Write the code it is booked to.");
      return;
    }
    for (auto const& each : amounts) add(row, each);
  }

  // A blank code is the one above; a second part of it stands in each row.
  void take_code(std::size_t row) {
    auto const code = text(row, Column::code), words = text(row, Column::code_words);
    if (!code.empty()) {
      code_ = code;
      code_words_.clear();
    }
    if (!words.empty()) code_words_ = words;
    detail_ = text(row, Column::detail);
  }

  std::optional<Printed> amount_in(std::size_t row, std::size_t column) {
    auto const read = amount_of(sheet_.at(row, column));
    if (!read) {
      fault(row, column, read.error().message);
      return std::nullopt;
    }
    if (*read && (*read)->own_unit) out_.units.insert(*(*read)->own_unit);
    return *read;
  }

  Result<Period> period_of(std::size_t row) {
    auto const* month = cell(row, Column::month);
    if (month == nullptr || month->is_blank()) {
      auto const* day = cell(row, Column::day);
      auto const read = day == nullptr ? sheet::TypedDate{} : sheet::read_typed_date(*day, workbook_.counts_from_1904);
      if (read.day) return Period{Month::of(*read.day), 0};
      return refuse(ErrorKind::invalid,
                    read.message.empty() ? "This amount has no month. Write the month it belongs to." : read.message);
    }
    auto period = TRY(read_period(*month, workbook_.counts_from_1904));
    auto const year = text(row, Column::year);
    if (!period.month && !year.empty())
      period = {first_month(TRY(FinancialYear::from_typed(year))).plus(period.number - 1), 0};
    return period;
  }

  std::size_t column_of_period() const {
    for (auto column : {Column::month, Column::day})
      if (headings_.has(column)) return headings_.columns.at(column);
    return headings_.columns.at(Column::code);
  }

  std::vector<Amount> amounts_of(std::size_t row, bool is_total) {
    std::vector<Amount> out;
    if (headings_.has_months_across()) {
      for (auto const& [period, column] : headings_.months)
        if (auto const amount = amount_in(row, column)) out.push_back({column, period, *amount});
      check_row_total(row, out);
      return out;
    }
    Printed sum;
    std::optional<std::size_t> at;
    for (auto column : {Column::amount, Column::debit, Column::credit}) {
      if (!headings_.has(column)) continue;
      auto const amount = amount_in(row, headings_.columns.at(column));
      if (!amount) continue;
      sum.millionths += column == Column::credit ? -amount->millionths : amount->millionths;
      sum.own_unit = amount->own_unit;
      at = headings_.columns.at(column);
    }
    if (!at) return out;
    if (is_total) return {{*at, {}, sum}};
    auto const period = period_of(row);
    if (period)
      out.push_back({*at, *period, sum});
    else
      fault(row, column_of_period(), period.error().message);
    return out;
  }

  void check_row_total(std::size_t row, std::vector<Amount> const& amounts) {
    if (!headings_.has(Column::total) || amounts.empty()) return;
    auto const column = headings_.columns.at(Column::total);
    auto const printed = amount_in(row, column);
    if (!printed) return;
    std::int64_t sum = 0;
    for (auto const& each : amounts) sum += each.printed.millionths;
    if (!agrees(printed->millionths, sum, amounts.size()))
      fault(row, column,
            fmt::format("The row says {} in all, and its months come to {}. One of them is not right.",
                        printed_number(printed->millionths), printed_number(sum)));
  }

  // A total of the rows since the last one, or of all rows of the sheet.
  void check_total(std::size_t row, std::vector<Amount> const& amounts) {
    for (auto const& each : amounts) {
      auto const of_group = sum_since(first_of_group_, each.period), of_sheet = sum_since(first_of_sheet_, each.period);
      auto const rows = out_.rows.size() - first_of_sheet_;
      if (agrees(each.printed.millionths, of_group, rows) || agrees(each.printed.millionths, of_sheet, rows)) continue;
      fault(row, each.column,
            fmt::format("This total is {}. The rows above it come to {}, all rows to {}. A row is missing or wrong.",
                        printed_number(each.printed.millionths), printed_number(of_group), printed_number(of_sheet)));
    }
  }
  std::int64_t sum_since(std::size_t first, Period const& period) const {
    std::int64_t sum = 0;
    for (auto at = first; at < out_.rows.size(); ++at)
      if (!headings_.has_months_across() || out_.rows[at].period == period) sum += out_.rows[at].amount.millionths;
    return sum;
  }

  void add(std::size_t row, Amount const& amount) {
    if (amount.printed.millionths == 0) return;
    if (out_.rows.size() == most_postings) {
      fault(row, amount.column,
            fmt::format("This is more than {} amounts. Bring the file in by financial years.", most_postings));
    }
    if (out_.rows.size() >= most_postings) return;
    LedgerRow out{place(row, amount.column),
                  detail_.empty() ? code_ : fmt::format("{} / {}", code_, detail_),
                  code_words_,
                  amount.period,
                  amount.printed,
                  text(row, Column::supplier),
                  text(row, Column::order),
                  text(row, Column::reference),
                  text(row, Column::words),
                  {}};
    if (auto const* day = cell(row, Column::day); day != nullptr && !day->is_blank())
      out.on = sheet::read_typed_date(*day, workbook_.counts_from_1904).day;
    if (!out.period.month) out_.needs_year = true;
    out_.rows.push_back(std::move(out));
  }

  sheet::Workbook const& workbook_;
  sheet::Sheet const& sheet_;
  Headings headings_;
  LedgerReading& out_;
  std::size_t first_of_sheet_ = 0, first_of_group_ = 0;
  std::string code_, code_words_, detail_;
};

}  // namespace

LedgerReading read_ledger(sheet::Workbook const& workbook, ColumnNames const& names) {
  LedgerReading out;
  for (auto const& each : workbook.notes) out.notes.push_back({each.place, each.message});
  for (auto const& sheet : workbook.sheets) {
    if (sheet.visibility != sheet::Visibility::shown) {
      out.notes.push_back({{sheet.name, 0, 0}, fmt::format("The hidden sheet “{}” was not read.", sheet.name)});
      continue;
    }
    auto headings = find_headings(sheet, workbook.counts_from_1904, names);
    if (!headings) {
      if (!sheet.rows.empty())
        out.notes.push_back(
            {{sheet.name, 0, 0},
             fmt::format("{} has no row of headings that a ledger has, and was not read.",
                         sheet.name.empty() ? std::string("The file") : fmt::format("Sheet “{}”", sheet.name))});
      continue;
    }
    SheetReader(workbook, sheet, *std::move(headings), out).read();
  }
  if (out.layouts.empty())
    out.faults.push_back(
        {{},
         fmt::format(
             "{}: no row of headings was found. A ledger has a code and an amount with its month, or a code and "
             "the months across. If its headings have other names, say on the ledger what they are.",
             workbook.filename)});
  else if (out.rows.empty() && out.faults.empty())
    out.faults.push_back({{}, fmt::format("{}: there are headings and no amounts beneath them.", workbook.filename)});
  return out;
}

Postings postings_of(LedgerReading const& reading, Answers const& answers) {
  Postings out;
  bool const says_one = reading.units.size() <= 1;
  auto const said = reading.units.empty() ? Unit::pounds : *reading.units.begin();
  // Pounds are what a ledger counts in unless it says otherwise; otherwise somebody says so.
  if (!answers.unit && (!says_one || said != Unit::pounds)) out.questions.emplace_back("unit");
  if (reading.needs_year && !answers.year) out.questions.emplace_back("year");
  if (!out.questions.empty()) return out;
  auto const unit = answers.unit.value_or(said);
  for (auto const& each : reading.rows) {
    auto const month = each.period.month ? *each.period.month : first_month(*answers.year).plus(each.period.number - 1);
    auto const amount = in_pence(each.amount, unit);
    if (has_parts_of_a_penny(each.amount, unit)) ++out.rounded;
    out.total += amount;
    out.all.push_back({each.place, each.code, each.code_words, month, amount, each.supplier, each.order, each.reference,
                       each.words, each.on});
  }
  return out;
}

}  // namespace gt::funding::ledgers

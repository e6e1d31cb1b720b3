#include "funding/ledgers/ledger_headings.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/core/text.h"
#include "platform/sheet/heading.h"
#include "platform/sheet/typed_date.h"

namespace gt::funding::ledgers {

namespace {

struct Vocabulary {
  Column column;
  std::string_view word;
  std::vector<std::string_view> headings;  // normalised, without units
};

std::vector<Vocabulary> const& vocabulary() {
  static std::vector<Vocabulary> const all{
      {Column::code,
       "code",
       {"code", "cost code", "cost centre", "cost centre code", "cost center", "cc", "ledger code", "gl code",
        "project code", "activity code", "activity", "wbs", "analysis code", "budget code", "line", "our line"}},
      {Column::detail,
       "detail",
       {"subjective", "subjective code", "account", "account code", "nominal", "nominal code", "expense code",
        "detail code", "expenditure code"}},
      {Column::code_words,
       "code words",
       {"cost centre name", "cost centre description", "code description", "account name", "account description",
        "subjective description", "budget heading", "service", "service area", "name", "what it is for"}},
      {Column::month,
       "month",
       {"month", "period", "accounting period", "fin period", "financial period", "posting period", "posting month",
        "period no", "period number", "month no"}},
      {Column::year, "year", {"year", "financial year", "fin year", "fiscal year"}},
      {Column::day,
       "day",
       {"date", "day", "posting date", "date posted", "transaction date", "trans date", "invoice date", "payment date",
        "date paid"}},
      {Column::amount,
       "amount",
       {"amount", "value", "net", "net amount", "net value", "actual", "actuals", "actual amount", "spend", "posted",
        "amount posted", "transaction amount"}},
      {Column::debit, "debit", {"debit", "debits", "dr"}},
      {Column::credit, "credit", {"credit", "credits", "cr"}},
      {Column::supplier,
       "supplier",
       {"supplier", "supplier name", "vendor", "vendor name", "payee", "beneficiary", "creditor"}},
      {Column::order,
       "order",
       {"order", "order no", "order number", "purchase order", "purchase order no", "purchase order number", "po",
        "po no", "po number"}},
      {Column::reference,
       "reference",
       {"reference", "ref", "transaction", "transaction no", "transaction number", "document", "document no",
        "document number", "invoice", "invoice no", "invoice number", "voucher", "voucher no"}},
      {Column::words,
       "description",
       {"description", "narrative", "details", "text", "transaction description", "line description", "posting text",
        "transaction text"}},
      {Column::total,
       "total",
       {"total", "row total", "year total", "total for year", "year to date", "ytd", "total to date", "full year"}},
  };
  return all;
}

std::optional<Column> column_of(std::string_view heading, ColumnNames const& names) {
  auto const plain = sheet::normalised_heading(heading);
  if (auto const found = names.find(plain); found != names.end()) return found->second;
  auto const bare = bare_heading(heading);
  for (auto const& each : vocabulary())
    if (std::find(each.headings.begin(), each.headings.end(), bare) != each.headings.end()) return each.column;
  return std::nullopt;
}

constexpr std::array<std::string_view, 12> months_from_april{"april",    "may",       "june",     "july",
                                                             "august",   "september", "october",  "november",
                                                             "december", "january",   "february", "march"};

std::optional<int> number_in(std::string_view text) {
  if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return std::stoi(std::string(text));
}

std::string shown(sheet::Cell const& cell) { return cell.shown.empty() ? cell.text : cell.shown; }

std::optional<Headings> headings_in(sheet::Sheet const& sheet, std::size_t row, bool counts_from_1904,
                                    ColumnNames const& names) {
  Headings out;
  out.row = row;
  for (std::size_t column = 0; column < sheet.rows[row].cells.size(); ++column) {
    auto const& cell = sheet.at(row, column);
    auto const text = one_line(shown(cell));
    if (text.empty()) continue;
    if (auto const found = column_of(text, names)) {
      out.columns.emplace(*found, column);
      continue;
    }
    // A lone figure heads a column of numbers as often as a period.
    bool const is_number = text.find_first_not_of("0123456789") == std::string::npos;
    auto const period =
        is_number ? Result<Period>(refuse(ErrorKind::invalid, "")) : read_period(cell, counts_from_1904);
    if (period && !names.contains(sheet::normalised_heading(text)))
      out.months.emplace_back(*period, column);
    else if (!names.contains(sheet::normalised_heading(text)))
      out.not_read.push_back(text);
  }
  bool const has_amount = out.has(Column::amount) || out.has(Column::debit) || out.has(Column::credit);
  // An account alone is the code.
  if (auto detail = out.columns.extract(Column::detail); !detail.empty()) {
    if (!out.has(Column::code)) detail.key() = Column::code;
    out.columns.insert(std::move(detail));
  }
  if (!out.has(Column::code)) return std::nullopt;
  if (out.months.size() >= 2) return out;
  out.months.clear();
  if (has_amount && (out.has(Column::month) || out.has(Column::day))) return out;
  return std::nullopt;
}

}  // namespace

std::string bare_heading(std::string_view heading) {
  std::string out;
  for (auto const& each : split(sheet::normalised_heading(heading), ' '))
    if (each != "k" && each != "m" && each != "000" && each != "000s" && each != "gbp" && !each.starts_with("£"))
      out += (out.empty() ? "" : " ") + each;
  return out;
}

std::string_view word(Column column) {
  for (auto const& each : vocabulary())
    if (each.column == column) return each.word;
  return {};
}

std::vector<std::string_view> column_words() {
  std::vector<std::string_view> out;
  for (auto const& each : vocabulary()) out.push_back(each.word);
  return out;
}

Result<ColumnNames> read_column_names(std::string_view typed) {
  ColumnNames out;
  int number = 0;
  for (auto const& line : split_lines(typed)) {
    ++number;
    if (trimmed(line).empty()) continue;
    auto const at = line.rfind('=');
    auto const wanted = at == std::string::npos ? std::string() : trimmed(std::string_view(line).substr(at + 1));
    auto const heading = sheet::normalised_heading(std::string_view(line).substr(0, at));
    auto const found = std::find_if(vocabulary().begin(), vocabulary().end(),
                                    [&](auto const& each) { return each.word == lower_case(wanted); });
    bool const is_left_out = lower_case(wanted) == "not read";
    if (heading.empty() || (found == vocabulary().end() && !is_left_out))
      return refuse_field("columns", fmt::format("Line {}: “{}”. Write the heading, an equals sign and what the column "
                                                 "is: {}, or not read.",
                                                 number, trimmed(line), fmt::join(column_words(), ", ")));
    out[heading] = is_left_out ? std::nullopt : std::optional(found->column);
  }
  return out;
}

Result<Period> read_period(std::string_view typed) {
  auto const text = lower_case(trimmed(typed));
  if (auto const month = Month::from_typed(text)) return Period{*month, 0};
  for (std::size_t at = 0; at < months_from_april.size(); ++at)
    if (text == months_from_april[at] || text == months_from_april[at].substr(0, 3) ||
        (text == "sept" && months_from_april[at] == "september"))
      return Period{std::nullopt, static_cast<int>(at) + 1};
  auto rest = std::string_view(text);
  for (auto const* start : {"period", "month", "p", "m"})
    if (rest.starts_with(start)) {
      rest.remove_prefix(std::string_view(start).size());
      break;
    }
  if (auto const number = number_in(trimmed(rest))) {
    if (*number >= 1 && *number <= 12) return Period{std::nullopt, *number};
    return refuse(ErrorKind::invalid,
                  fmt::format("“{}” is not one of the twelve months. What is posted after the year’s end belongs to "
                              "its March: write period 12.",
                              trimmed(typed)));
  }
  if (auto const day = sheet::read_typed_date(typed); day.day) return Period{Month::of(*day.day), 0};
  if (text.size() == 6 && text.find_first_not_of("0123456789") == std::string::npos)
    return refuse(ErrorKind::invalid,
                  fmt::format("“{0}” may be a month of the calendar or a period of a financial year. Write {1}-{2} for "
                              "the month, or the period and its year in two columns.",
                              text, text.substr(0, 4), text.substr(4)));
  return refuse(
      ErrorKind::invalid,
      fmt::format("“{}” is no month. Write April 2019, 2019-04 or Apr-19, or a period such as P1.", trimmed(typed)));
}

Result<Period> read_period(sheet::Cell const& cell, bool counts_from_1904) {
  if (auto const day = cell.day()) return Period{Month::of(*day), 0};
  if (cell.kind == sheet::CellKind::number) {
    auto const text = sheet::number_as_read(cell.text);
    if (auto const day = sheet::read_typed_date(cell, counts_from_1904); text.size() == 5 && day.day)
      return Period{Month::of(*day.day), 0};
    return read_period(text);
  }
  return read_period(cell.text);
}

std::optional<Headings> find_headings(sheet::Sheet const& sheet, bool counts_from_1904, ColumnNames const& names) {
  constexpr std::size_t most_title_rows = 60;
  for (std::size_t row = 0; row < std::min(sheet.rows.size(), most_title_rows); ++row)
    if (auto found = headings_in(sheet, row, counts_from_1904, names)) return found;
  return std::nullopt;
}

std::optional<Unit> unit_said(std::string_view said) {
  std::string text;
  for (char const each : lower_case(said))
    if (each != ' ' && each != '\'') text += each;
  for (std::string_view const mark : {"’", "‘"})
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
  auto const says = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != std::string::npos; });
  };
  if (says({"£000", "£k", "£thousand", "inthousands", "thousandsof"})) return Unit::thousands;
  if (says({"£million", "inmillions", "millionsof"}) || text.ends_with("£m") || says({"£m)", "£m,", "(£m"}))
    return Unit::millions;
  if (says({"£", "gbp", "inpounds"})) return Unit::pounds;
  return std::nullopt;
}

}  // namespace gt::funding::ledgers

#include "funding/ledgers/ledger_cell.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/sheet/heading.h"

namespace gt::funding::ledgers {

namespace {

// A calculated number has up to seventeen figures; what is beyond six decimals is not money.
std::string rounded_to_six(std::string const& text) {
  constexpr std::size_t most = 6;
  auto const dot = text.find('.');
  bool const is_long = dot != std::string::npos && text.size() - dot - 1 > most;
  if (!is_long && text.find_first_of("eE") == std::string::npos) return text;
  return fmt::format("{:.6f}", std::stod(text));
}

}  // namespace

Result<std::optional<Printed>> amount_of(sheet::Cell const& cell) {
  using sheet::CellKind;
  if (cell.kind == CellKind::empty) {
    if (cell.is_formula)
      return refuse(ErrorKind::invalid,
                    "This formula has no saved result. Open the file, save it and choose it again.");
    return std::optional<Printed>();
  }
  if (cell.kind != CellKind::number && cell.kind != CellKind::text)
    return refuse(ErrorKind::invalid,
                  fmt::format("“{}” is not an amount. Write a number, such as 1,234.50.", cell.text));
  auto const typed = cell.kind == CellKind::number ? rounded_to_six(sheet::number_as_read(cell.text)) : cell.text;
  if (trimmed(typed) == "-" || trimmed(typed) == "–") return std::optional<Printed>();  // how worksheets print nothing
  auto const read = read_amount(typed);
  if (read) return std::optional(*read);
  return refuse(ErrorKind::invalid, fmt::format("“{}” is not an amount. {}", one_line(typed), read.error().message));
}

bool is_total_label(std::string_view text) {
  auto const plain = sheet::normalised_heading(text);
  return plain.starts_with("total") || plain.starts_with("sub total") || plain.starts_with("subtotal") ||
         plain.starts_with("grand total") || plain.starts_with("overall total") || plain.ends_with(" total");
}

std::string printed_number(std::int64_t millionths) {
  constexpr std::int64_t one = 1'000'000, a_hundredth = 10'000;
  auto const size = std::abs(millionths);
  return fmt::format("{}{}.{:02}", millionths < 0 ? "−" : "", size / one, size % one / a_hundredth);
}

bool agrees(std::int64_t printed, std::int64_t sum, std::size_t rows) {
  constexpr std::int64_t a_tenth_of_half_a_hundredth = 500;
  return std::abs(printed - sum) <=
         a_tenth_of_half_a_hundredth * static_cast<std::int64_t>(std::max<std::size_t>(rows, 1));
}

}  // namespace gt::funding::ledgers

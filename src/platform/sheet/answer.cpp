#include "platform/sheet/answer.h"

#include <charconv>
#include <limits>

#include "platform/core/text.h"

namespace gt::sheet {
namespace {

constexpr char workbook_mark = 'W';
constexpr char refusal_mark = 'F';
constexpr std::size_t most_sentence_bytes = 4'000;
constexpr std::size_t most_notes_read = 1'000;
/// A place in a sentence: its sheet's name is at most that long in any program.
constexpr std::size_t most_name_bytes = 4'000;

void put_number(std::string& out, std::size_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((number >> shift) & 0xFFU));
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out += text;
}

void put_place(std::string& out, Place const& place) {
  put_text(out, place.sheet);
  put_number(out, static_cast<std::size_t>(place.row));
  put_number(out, static_cast<std::size_t>(place.column));
}

void put_cell(std::string& out, Cell const& cell) {
  out.push_back(static_cast<char>(cell.kind));
  out.push_back(static_cast<char>((cell.is_formula ? 1 : 0) | (cell.is_covered ? 2 : 0)));
  put_number(out, cell.spans_columns);
  put_number(out, cell.spans_rows);
  put_text(out, cell.text);
  put_text(out, cell.shown);
}

/// The answer does not keep to its form.
struct Broken : std::exception {};

class Reader {
 public:
  Reader(std::string_view answer, Limits const& limits) : rest_(answer), limits_(limits) {}

  std::uint8_t byte(unsigned most) {
    auto const value = static_cast<std::uint8_t>(take(1)[0]);
    if (value > most) throw Broken();
    return value;
  }
  std::size_t number(std::size_t most) {
    std::string_view const bytes = take(4);
    std::size_t value = 0;
    for (unsigned place = 0; place < 4; ++place) {
      value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[place])) << (8 * place);
    }
    if (value > most) throw Broken();
    return value;
  }
  std::string text(std::size_t most) {
    std::string_view const value = take(number(most));
    if (!is_utf8(value)) throw Broken();
    return std::string(value);
  }
  Place place() {
    Place place;
    place.sheet = text(most_name_bytes);
    place.row = static_cast<int>(number(std::numeric_limits<int>::max()));
    place.column = static_cast<int>(number(std::numeric_limits<int>::max()));
    return place;
  }
  Cell cell() {
    if (++cells_ > limits_.cells) throw Broken();
    Cell cell;
    cell.kind = static_cast<CellKind>(byte(static_cast<unsigned>(CellKind::error)));
    auto const flags = byte(3);
    cell.is_formula = (flags & 1U) != 0;
    cell.is_covered = (flags & 2U) != 0;
    cell.spans_columns = static_cast<std::uint16_t>(number(static_cast<std::size_t>(limits_.columns)));
    cell.spans_rows = static_cast<std::uint32_t>(number(static_cast<std::size_t>(limits_.rows)));
    cell.text = text(4 * limits_.cell_characters);
    cell.shown = text(4 * limits_.cell_characters);
    if (!is_right(cell)) throw Broken();
    return cell;
  }
  void begin_row() {
    if (++rows_ > limits_.all_rows) throw Broken();
  }
  void end() const {
    if (!rest_.empty()) throw Broken();
  }

 private:
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw Broken();
    std::string_view const bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  bool is_right(Cell const& cell) const {
    if (cell.spans_columns == 0 || cell.spans_rows == 0) return false;
    if (cell.kind != CellKind::date && !cell.shown.empty()) return false;
    if (character_count(cell.text) > limits_.cell_characters) return false;
    switch (cell.kind) {
      case CellKind::empty:
        return cell.text.empty();
      case CellKind::number: {
        double value = 0;
        char const* const end = cell.text.data() + cell.text.size();
        auto const read = std::from_chars(cell.text.data(), end, value);
        return read.ec == std::errc{} && read.ptr == end;
      }
      case CellKind::date:
        return cell.day().has_value() &&
               (cell.text.size() == 10 || (cell.text.size() == 19 && Instant::from_iso(cell.text + "Z")));
      case CellKind::boolean:
        return cell.text == "true" || cell.text == "false";
      case CellKind::text:
      case CellKind::error:
        break;
    }
    return !cell.text.empty();
  }

  std::string_view rest_;
  Limits const& limits_;
  std::size_t cells_ = 0;
  std::size_t rows_ = 0;
};

Sheet read_sheet(Reader& reader, Limits const& limits) {
  Sheet sheet;
  sheet.name = reader.text(most_name_bytes);
  sheet.visibility = static_cast<Visibility>(reader.byte(static_cast<unsigned>(Visibility::very_hidden)));
  auto const columns = static_cast<std::size_t>(limits.columns);
  for (auto left = reader.number(columns); left > 0; --left) {
    sheet.hidden_columns.push_back(static_cast<std::uint16_t>(reader.number(columns)));
  }
  for (auto left = reader.number(static_cast<std::size_t>(limits.rows)); left > 0; --left) {
    reader.begin_row();
    Row& row = sheet.rows.emplace_back();
    row.is_hidden = reader.byte(1) == 1;
    for (auto cells = reader.number(columns); cells > 0; --cells) row.cells.push_back(reader.cell());
  }
  return sheet;
}

Workbook read_workbook(Reader& reader, Limits const& limits) {
  Workbook workbook;
  workbook.format = static_cast<Format>(reader.byte(static_cast<unsigned>(Format::csv)));
  workbook.counts_from_1904 = reader.byte(1) == 1;
  for (auto left = reader.number(static_cast<std::size_t>(limits.sheets)); left > 0; --left) {
    workbook.sheets.push_back(read_sheet(reader, limits));
  }
  for (auto left = reader.number(most_notes_read); left > 0; --left) {
    Place place = reader.place();
    workbook.notes.push_back({std::move(place), reader.text(most_sentence_bytes)});
  }
  reader.end();
  return workbook;
}

}  // namespace

void write_answer(Workbook const& workbook, std::function<void(std::string_view)> const& write) {
  std::string piece(1, workbook_mark);
  piece.push_back(static_cast<char>(workbook.format));
  piece.push_back(workbook.counts_from_1904 ? 1 : 0);
  put_number(piece, workbook.sheets.size());
  for (Sheet const& sheet : workbook.sheets) {
    put_text(piece, sheet.name);
    piece.push_back(static_cast<char>(sheet.visibility));
    put_number(piece, sheet.hidden_columns.size());
    for (auto const column : sheet.hidden_columns) put_number(piece, column);
    put_number(piece, sheet.rows.size());
    for (Row const& row : sheet.rows) {
      piece.push_back(row.is_hidden ? 1 : 0);
      put_number(piece, row.cells.size());
      for (Cell const& cell : row.cells) put_cell(piece, cell);
      write(piece);
      piece.clear();
    }
  }
  put_number(piece, workbook.notes.size());
  for (Note const& note : workbook.notes) {
    put_place(piece, note.place);
    put_text(piece, note.message);
  }
  write(piece);
}

std::string refusal_answer(Refused const& refused) {
  std::string answer(1, refusal_mark);
  answer.push_back(static_cast<char>(refused.fault()));
  put_place(answer, refused.place());
  put_text(answer, refused.sentence());
  return answer;
}

tl::expected<Workbook, Failure> read_answer(std::string_view answer, std::string const& filename,
                                            Limits const& limits) {
  try {
    if (answer.empty()) throw Broken();
    Reader reader(answer.substr(1), limits);
    if (answer[0] == workbook_mark) {
      Workbook workbook = read_workbook(reader, limits);
      workbook.filename = filename;
      return workbook;
    }
    if (answer[0] != refusal_mark) throw Broken();
    auto const fault = static_cast<Fault>(reader.byte(static_cast<unsigned>(Fault::too_large)));
    Place place = reader.place();
    std::string const sentence = reader.text(most_sentence_bytes);
    reader.end();
    return tl::make_unexpected(failure(filename, fault, std::move(place), sentence));
  } catch (Broken const&) {
    Refused const broken = damaged({}, "reading it broke off");
    return tl::make_unexpected(failure(filename, broken.fault(), {}, broken.sentence()));
  }
}

std::size_t largest_answer(Limits const& limits) {
  constexpr std::size_t cell_frame = 18;
  constexpr std::size_t row_frame = 5;
  return limits.text_bytes + cell_frame * limits.cells + row_frame * limits.all_rows + (std::size_t{16} << 20);
}

}  // namespace gt::sheet

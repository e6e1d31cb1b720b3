#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "platform/sheet/builder.h"
#include "platform/sheet/table.h"
#include "platform/sheet/table_rules.h"

namespace gt::sheet {
namespace {

/// A file without a name, in memory: the library writes to files only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "cannot make a file in memory");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;

  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string content() const {
    std::string bytes;
    std::string piece(std::size_t{64} << 10, '\0');
    for (;;) {
      ssize_t const size = pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(bytes.size()));
      if (size < 0 && errno == EINTR) continue;
      if (size < 0) throw std::system_error(errno, std::generic_category(), "cannot read a file in memory");
      if (size == 0) return bytes;
      bytes.append(piece, 0, static_cast<std::size_t>(size));
    }
  }

 private:
  int descriptor_;
};

/// Readers take `_x0041_` for a spelled-out character, and the library writes it as it is.
std::string spelled_out(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const is_escape = text.compare(at, 2, "_x") == 0 && at + 6 < text.size() && text[at + 6] == '_' &&
                           text.find_first_not_of("0123456789abcdefABCDEF", at + 2) == at + 6;
    out += is_escape ? "_x005F_" : text.substr(at, 1);
  }
  return out;
}

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(fmt::format("the worksheet library: {}", lxw_strerror(error)));
}

struct Formats {
  lxw_format* title;
  lxw_format* heading;
  lxw_format* text;
  lxw_format* number;
  lxw_format* date;
  lxw_format* money;
};

Formats add_formats(lxw_workbook* book) {
  auto const add = [book](char const* number_format, bool wraps) {
    lxw_format* const format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number_format != nullptr) format_set_num_format(format, number_format);
    if (wraps) format_set_text_wrap(format);
    return format;
  };
  Formats formats{add(nullptr, false), add(nullptr, true),       add("@", true),
                  add(nullptr, false), add("dd/mm/yyyy", false), add("£#,##0.00", false)};
  format_set_bold(formats.title);
  format_set_font_size(formats.title, 14);
  format_set_bold(formats.heading);
  format_set_bottom(formats.heading, LXW_BORDER_THIN);
  return formats;
}

class Writer {
 public:
  Writer(lxw_workbook* book, lxw_worksheet* sheet) : sheet_(sheet), formats_(add_formats(book)) {}

  lxw_row_t write(Table const& table) {
    lxw_row_t row = 0;
    text(row++, 0, table.title, formats_.title);
    for (auto const& note : table.notes) text(row++, 0, note, nullptr);
    ++row;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      auto const at = static_cast<lxw_col_t>(column);
      text(row, at, table.columns[column].heading, formats_.heading);
      must(worksheet_set_column(sheet_, at, at, table.columns[column].width, nullptr));
    }
    lxw_row_t const headings = row++;
    for (auto const& cells : table.rows) {
      for (std::size_t column = 0; column < cells.size(); ++column) {
        value(row, static_cast<lxw_col_t>(column), cells[column]);
      }
      ++row;
    }
    if (!table.columns.empty() && row > headings + 1) {
      must(worksheet_autofilter(sheet_, headings, 0, row - 1, static_cast<lxw_col_t>(table.columns.size() - 1)));
    }
    return headings;
  }

 private:
  void text(lxw_row_t row, lxw_col_t column, std::string const& content, lxw_format* format) {
    if (!content.empty())
      must(worksheet_write_string(sheet_, row, column, spelled_out(with_line_feeds(content)).c_str(), format));
  }

  void value(lxw_row_t row, lxw_col_t column, Value const& value) {
    if (auto const* content = std::get_if<std::string>(&value)) {
      text(row, column, *content, formats_.text);
    } else if (auto const* number = std::get_if<double>(&value)) {
      must(worksheet_write_number(sheet_, row, column, *number, formats_.number));
    } else if (auto const* date = std::get_if<Date>(&value)) {
      lxw_datetime moment{date->year(), date->month(), date->day(), 0, 0, 0};
      must(worksheet_write_datetime(sheet_, row, column, &moment, formats_.date));
    } else if (auto const* amount = std::get_if<Pence>(&value)) {
      must(worksheet_write_number(sheet_, row, column, static_cast<double>(amount->value) / 100, formats_.money));
    }
  }

  lxw_worksheet* sheet_;
  Formats formats_;
};

}  // namespace

Result<std::string> write_xlsx(Table const& table) {
  if (auto fault = table_fault(table)) return tl::make_unexpected(*std::move(fault));
  for (auto const& row : table.rows) {
    for (auto const& cell : row) {
      auto const* date = std::get_if<Date>(&cell);
      if (date != nullptr && date->year() < 1900) {
        return refuse(ErrorKind::invalid,
                      fmt::format("{} is before 1900, which an Excel workbook cannot hold. Export it "
                                  "as ODS or CSV.",
                                  date->printed()));
      }
    }
  }
  MemoryFile const file;
  lxw_workbook* const book = workbook_new(file.path().c_str());
  if (book == nullptr) throw std::bad_alloc();
  std::string title = table.title;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = static_cast<time_t>(table.made.unix_milliseconds() / 1000);
  must(workbook_set_properties(book, &properties));
  lxw_worksheet* const sheet = workbook_add_worksheet(book, sheet_name(table.title).c_str());
  Writer writer(book, sheet);
  lxw_row_t const headings = writer.write(table);
  worksheet_freeze_panes(sheet, headings + 1, 0);
  must(worksheet_repeat_rows(sheet, headings, headings));
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  must(workbook_close(book));
  return file.content();
}

}  // namespace gt::sheet

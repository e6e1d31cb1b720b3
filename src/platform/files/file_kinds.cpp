#include "platform/files/file_kinds.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::files {

namespace {

constexpr FileKind pdf{"application/pdf", "PDF", ".pdf"};
constexpr FileKind png{"image/png", "PNG picture", ".png"};
constexpr FileKind jpeg{"image/jpeg", "JPEG picture", ".jpg"};
constexpr FileKind docx{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document",
                        ".docx"};
constexpr FileKind xlsx{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel workbook", ".xlsx"};
constexpr FileKind odt{"application/vnd.oasis.opendocument.text", "OpenDocument text", ".odt"};
constexpr FileKind ods{"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet", ".ods"};
constexpr FileKind csv{"text/csv", "CSV table", ".csv"};
constexpr FileKind text{"text/plain", "plain text", ".txt"};
/// As much of a file as is looked at to tell a table from other text.
constexpr std::size_t beginning_size = 65'539;
constexpr std::array kinds{pdf, png, jpeg, docx, xlsx, odt, ods, csv, text};

constexpr std::string_view taken =
    "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), CSV or plain text";

tl::unexpected<Error> not_taken(std::string_view what) {
  return refuse_field("file", fmt::format("{} Bring it as {}.", what, taken));
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// A zip's central directory, as far as it was read; nothing is unpacked. Empty when it is not whole.
std::string directory_of_zip(FileContent const& content) {
  constexpr std::size_t end_size = 22, longest_comment = 0xFFFF, largest_directory = std::size_t{8} << 20;
  // The end record may be followed by a comment.
  auto const tail_start = content.size() - std::min<std::uint64_t>(content.size(), end_size + longest_comment);
  auto const tail = content.piece(tail_start, end_size + longest_comment);
  auto const end = tail.rfind(std::string_view("PK\x05\x06", 4));
  if (end == std::string::npos || end + end_size > tail.size()) return {};
  std::uint64_t const start = little_endian(tail, end + 16, 4), length = tail_start + end - start;
  if (start > tail_start + end || length > largest_directory) return {};
  return content.piece(start, static_cast<std::size_t>(length));
}

std::vector<std::string_view> names_in(std::string_view directory) {
  constexpr std::size_t entry_size = 46, most_names = 10'000;
  std::vector<std::string_view> names;
  std::size_t at = 0;
  while (at + entry_size <= directory.size() && directory.substr(at, 4) == std::string_view("PK\x01\x02", 4)) {
    auto const name = static_cast<std::size_t>(little_endian(directory, at + 28, 2));
    auto const rest =
        static_cast<std::size_t>(little_endian(directory, at + 30, 2)) + little_endian(directory, at + 32, 2);
    if (at + entry_size + name > directory.size() || names.size() == most_names) return {};
    names.push_back(directory.substr(at + entry_size, name));
    at += entry_size + name + rest;
  }
  return names;
}

// OpenDocument begins with an entry “mimetype” that is stored as it is, and says what the file holds.
std::string_view open_document_type(std::string_view bytes) {
  constexpr std::size_t header = 30;
  constexpr std::string_view name = "mimetype";
  if (bytes.size() < header + name.size() || bytes.substr(header, name.size()) != name) return {};
  if (little_endian(bytes, 26, 2) != name.size() || little_endian(bytes, 8, 2) != 0) return {};
  auto const start = header + name.size() + little_endian(bytes, 28, 2);
  auto const size = little_endian(bytes, 18, 4);
  return start <= bytes.size() ? bytes.substr(start, std::min<std::size_t>(size, 100)) : std::string_view{};
}

Result<FileKind> zip_kind(FileContent const& content) {
  auto const directory = directory_of_zip(content);
  auto const names = names_in(directory);
  if (names.empty()) return not_taken("The file begins like a Word, Excel or OpenDocument file, but is not whole.");
  auto has = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  if (std::any_of(names.begin(), names.end(), [](auto name) { return name.ends_with("vbaProject.bin"); }))
    return refuse_field("file",
                        "The file holds macros, which may harm whoever opens it. Save it without macros, as .docx or "
                        ".xlsx, and bring that.");
  auto const beginning = content.piece(0, beginning_size);
  auto const type = open_document_type(beginning);
  if (type == odt.media_type) return odt;
  if (type == ods.media_type) return ods;
  if (has("[Content_Types].xml") && has("word/document.xml")) return docx;
  if (has("[Content_Types].xml") && has("xl/workbook.xml")) return xlsx;
  return not_taken("The file is a zip archive of another kind, which is not taken.");
}

bool is_readable_text(FileContent const& content) {
  bool is_readable = true;
  content.each_block([&](std::string_view bytes) {
    is_readable = is_readable && std::all_of(bytes.begin(), bytes.end(), [](char each) {
                    auto const code = static_cast<unsigned char>(each);
                    return code >= 0x20 ? code != 0x7F : each == '\t' || each == '\n' || each == '\r';
                  });
  });
  return is_readable;
}

// Commas outside quotes.
std::size_t separators(std::string_view line) {
  bool quoted = false;
  std::size_t count = 0;
  for (auto each : line) {
    if (each == '"') quoted = !quoted;
    count += !quoted && each == ',';
  }
  return count;
}

bool is_table(std::string_view bytes) {
  auto const lines = split_lines(bytes);
  return lines.size() >= 2 && separators(lines[0]) > 0 && separators(lines[0]) == separators(lines[1]);
}

Result<FileKind> text_kind(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  auto const start = lower_case(trimmed(bytes.substr(0, 256)));
  for (std::string_view each : {"<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body"})
    if (start.starts_with(each)) return not_taken("The file is a web page or a drawing in code, which is not taken.");
  if (start.starts_with("{\\rtf")) return not_taken("The file is rich text (.rtf), which is not taken.");
  if (start.starts_with("#!")) return not_taken("The file is a program, which is not taken.");
  return is_table(bytes) ? csv : text;
}

}  // namespace

Result<FileKind> file_kind(FileContent const& content) {
  if (content.empty()) return refuse_field("file", "The file is empty. Choose the one you mean.");
  if (content.size() > largest_file)
    return refuse_field("file", fmt::format("The file is {}; at most 50 MB is taken. Make it smaller, or keep it where "
                                            "it is and enter its address.",
                                            size_words(static_cast<std::int64_t>(content.size()))));
  auto const bytes = content.piece(0, beginning_size);
  if (bytes.starts_with("%PDF-")) return pdf;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return jpeg;
  if (bytes.starts_with(std::string_view("PK\x03\x04", 4))) return zip_kind(content);
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return not_taken("The file is of an older Office format, or is locked with a password; neither is taken.");
  if (bytes.starts_with("MZ") || bytes.starts_with("\x7F"
                                                   "ELF"))
    return not_taken("The file is a program, which is not taken.");
  if (is_readable_text(content)) return text_kind(bytes);
  return not_taken("What the file holds is not known, so it is not taken.");
}

FileKind file_kind_of(std::string_view media_type) {
  auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](auto const& each) { return each.media_type == media_type; });
  return found == kinds.end() ? FileKind{"application/octet-stream", "file", ".bin"} : *found;
}

std::string safe_file_name(std::string const& given, FileKind const& kind, std::string const& fallback) {
  constexpr std::size_t longest = 200;
  auto name = text_fault(given) ? std::string() : one_line(given.substr(given.find_last_of("/\\") + 1));
  if (name.empty() || character_count(name) > longest) name = fallback;
  auto const lower = lower_case(name);
  if (lower.ends_with(kind.ending) || (kind.ending == jpeg.ending && lower.ends_with(".jpeg"))) return name;
  return name + std::string(kind.ending);
}

std::string size_words(std::int64_t bytes) {
  constexpr std::int64_t kilobyte = 1024, megabyte = kilobyte * 1024;
  if (bytes < kilobyte) return fmt::format("{} {}", bytes, bytes == 1 ? "byte" : "bytes");
  if (bytes < megabyte) return fmt::format("{} KB", (bytes + kilobyte / 2) / kilobyte);
  auto const tenths = (bytes * 10 + megabyte / 2) / megabyte;
  return fmt::format("{}.{} MB", tenths / 10, tenths % 10);
}

}  // namespace gt::files

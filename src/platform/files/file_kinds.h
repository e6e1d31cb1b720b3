#pragma once

#include <string>
#include <string_view>

#include "platform/core/file_content.h"
#include "platform/core/result.h"

// What a file is, told by its content and never by its name; pure.
namespace gt::files {

/// The largest file that is taken.
inline constexpr std::size_t largest_file = std::size_t{50} << 20;

/// A kind of file that is taken.
struct FileKind {
  std::string_view media_type;
  std::string_view words;   ///< "PDF", "Word document"
  std::string_view ending;  ///< ".pdf"
};

/// The kind of the content: PDF, PNG, JPEG, Word and Excel without macros, OpenDocument text and spreadsheet, CSV,
/// plain text. Errors: invalid, field `file`, saying what it seems to be and what to bring instead.
Result<FileKind> file_kind(FileContent const& content);
/// The kind that was stored with a media type; plain data when it is none of ours.
FileKind file_kind_of(std::string_view media_type);

/// What the sender called the file, without folders and without what no page can show, with the ending of its kind, so
/// that nothing opens it as something else; `fallback` where no name can be shown.
std::string safe_file_name(std::string const& given, FileKind const& kind, std::string const& fallback);

/// `12 KB`, `3.4 MB`.
std::string size_words(std::int64_t bytes);

}  // namespace gt::files

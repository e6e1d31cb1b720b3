#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/file_content.h"
#include "platform/core/result.h"
#include "platform/web/fields.h"
#include "platform/web/uploaded_file.h"

namespace gt::web {

/// Reads `multipart/form-data` as it arrives, holding no more than one block of a large file in memory.
class MultipartReader {
 public:
  /// The boundary of a Content-Type header. Empty when the type is another. Errors: invalid for a missing or impossible
  /// boundary.
  static Result<std::optional<std::string>> boundary_of(std::string_view content_type);

  MultipartReader(std::string_view boundary, std::filesystem::path spool_folder);

  /// Errors: invalid for a malformed part, a field that is not plain UTF-8, more than 1,000 parts or more than 1 MB of
  /// fields. Throws std::system_error when the disk is full.
  Result<void> feed(std::string_view bytes);
  /// Call after the last byte. Errors: invalid when the closing boundary is missing.
  Result<void> finish() const;

  Fields take_fields() { return std::move(fields_); }
  std::vector<UploadedFile> take_files() { return std::move(files_); }

 private:
  enum class State { preamble, after_boundary, headers, content, epilogue };

  Result<bool> step();
  Result<bool> read_boundary_end();
  Result<bool> read_headers();
  Result<bool> read_content();
  Result<void> start_part(std::string_view headers);
  Result<void> end_part();

  std::string delimiter_;
  std::filesystem::path spool_folder_;
  State state_ = State::preamble;
  std::string pending_;
  std::size_t position_ = 0;
  std::string part_name_;
  std::optional<std::string> part_file_name_;
  std::string part_type_;
  std::optional<FileContentWriter> part_;
  std::size_t parts_ = 0;
  std::size_t field_bytes_ = 0;
  Fields fields_;
  std::vector<UploadedFile> files_;
};

}  // namespace gt::web

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/result.h"
#include "platform/web/fields.h"
#include "platform/web/uploaded_file.h"

namespace gt::web {

/// Bytes that move to a temporary file once there are more than 1 MB of them.
class SpooledBytes {
 public:
  explicit SpooledBytes(std::filesystem::path folder) : folder_{std::move(folder)} {}

  void append(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  bool is_spooled() const { return file_ != nullptr; }
  /// The content when it is not spooled.
  std::string& memory() { return memory_; }
  UploadedFile as_file(std::string field, std::string file_name, std::string content_type) &&;

 private:
  std::filesystem::path folder_;
  std::string memory_;
  std::shared_ptr<TemporaryFile> file_;
  std::uint64_t size_ = 0;
};

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
  std::optional<SpooledBytes> part_;
  std::size_t parts_ = 0;
  std::size_t field_bytes_ = 0;
  Fields fields_;
  std::vector<UploadedFile> files_;
};

}  // namespace gt::web

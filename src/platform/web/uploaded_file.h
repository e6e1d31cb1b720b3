#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "platform/core/file_content.h"

namespace gt::web {

/// One file of a multipart form. Up to 1 MB is kept in memory; a larger one lies in a private temporary file that is
/// deleted when the last copy of its content goes.
class UploadedFile {
 public:
  UploadedFile(std::string field, std::string file_name, std::string content_type, FileContent bytes)
      : field_{std::move(field)},
        file_name_{std::move(file_name)},
        content_type_{std::move(content_type)},
        bytes_{std::move(bytes)} {}

  /// The name of the form's input.
  std::string const& field() const { return field_; }
  /// What the sender called the file, without any folder. Only for showing: never open a file by this name.
  std::string const& file_name() const { return file_name_; }
  /// What the sender says it is; not to be believed.
  std::string const& content_type() const { return content_type_; }
  std::uint64_t size() const { return bytes_.size(); }
  /// The content, shared and not copied.
  FileContent const& bytes() const { return bytes_; }
  /// Hands over the content in blocks, in order, without holding it all. Errors: throws std::system_error when the
  /// temporary file cannot be read.
  void each_block(std::function<void(std::string_view)> const& take) const { bytes_.each_block(take); }
  /// Where this process, and no other, finds a large file; empty when the content is in memory.
  std::filesystem::path spooled_path() const;

 private:
  std::string field_;
  std::string file_name_;
  std::string content_type_;
  FileContent bytes_;
};

}  // namespace gt::web

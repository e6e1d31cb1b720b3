#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace gt::web {

class TemporaryFile;

/// One file of a multipart form. Up to 1 MB is kept in memory; a larger one lies in a private temporary file that is
/// deleted when the last copy of this value goes.
class UploadedFile {
 public:
  UploadedFile(std::string field, std::string file_name, std::string content_type, std::string bytes);
  UploadedFile(std::string field, std::string file_name, std::string content_type,
               std::shared_ptr<TemporaryFile const> spooled, std::uint64_t size);

  /// The name of the form's input.
  std::string const& field() const { return field_; }
  /// What the sender called the file, without any folder. Only for showing: never open a file by this name.
  std::string const& file_name() const { return file_name_; }
  /// What the sender says it is; not to be believed.
  std::string const& content_type() const { return content_type_; }
  std::uint64_t size() const { return size_; }
  /// The whole content. Errors: throws std::system_error when the temporary file cannot be read.
  std::string bytes() const;
  /// Hands over the content in blocks, in order, without holding it all. Errors: as `bytes`.
  void each_block(std::function<void(std::string_view)> const& take) const;
  /// Where a large file lies; empty when the content is in memory.
  std::filesystem::path spooled_path() const;

 private:
  std::string field_;
  std::string file_name_;
  std::string content_type_;
  std::string bytes_;
  std::shared_ptr<TemporaryFile const> spooled_;
  std::uint64_t size_;
};

}  // namespace gt::web

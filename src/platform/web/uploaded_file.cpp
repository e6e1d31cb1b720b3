#include "platform/web/uploaded_file.h"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "platform/web/temporary_file.h"

namespace gt::web {

UploadedFile::UploadedFile(std::string field, std::string file_name, std::string content_type, std::string bytes)
    : field_{std::move(field)},
      file_name_{std::move(file_name)},
      content_type_{std::move(content_type)},
      bytes_{std::move(bytes)},
      size_{bytes_.size()} {}

UploadedFile::UploadedFile(std::string field, std::string file_name, std::string content_type,
                           std::shared_ptr<TemporaryFile const> spooled, std::uint64_t size)
    : field_{std::move(field)},
      file_name_{std::move(file_name)},
      content_type_{std::move(content_type)},
      spooled_{std::move(spooled)},
      size_{size} {}

std::string UploadedFile::bytes() const {
  std::string all;
  all.reserve(size_);
  each_block([&](std::string_view block) { all += block; });
  return all;
}

void UploadedFile::each_block(std::function<void(std::string_view)> const& take) const {
  if (!spooled_) {
    take(bytes_);
    return;
  }
  std::ifstream file(spooled_->path(), std::ios::binary);
  std::vector<char> block(std::size_t{256} << 10);
  std::uint64_t seen = 0;
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    seen += static_cast<std::uint64_t>(file.gcount());
    take(std::string_view(block.data(), static_cast<std::size_t>(file.gcount())));
  }
  if (seen != size_) throw std::system_error(EIO, std::generic_category(), "a temporary file was cut short");
}

std::filesystem::path UploadedFile::spooled_path() const {
  return spooled_ ? spooled_->path() : std::filesystem::path{};
}

}  // namespace gt::web

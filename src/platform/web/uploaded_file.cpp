#include "platform/web/uploaded_file.h"

namespace gt::web {

std::filesystem::path UploadedFile::spooled_path() const {
  if (bytes_.descriptor() < 0) return {};
  return "/proc/self/fd/" + std::to_string(bytes_.descriptor());
}

}  // namespace gt::web

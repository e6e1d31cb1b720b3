#pragma once

#include <zip.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sheet/sheet_reader.h"

namespace gt::sheet {

/// A zip file in memory, unpacked piece by piece within the limits. Every member throws Refused.
class Archive {
 public:
  Archive(std::string_view bytes, Limits const& limits);

  bool has(std::string const& part) const;
  std::vector<std::string> const& parts() const { return parts_; }
  /// Gives the part's content in pieces, whole and checked by its checksum. `place` is asked for when it must be
  /// refused.
  void read(std::string const& part, std::function<void(std::string_view)> const& take,
            std::function<Place()> const& place);
  /// The whole of a part that should be short. Refused beyond `most` bytes.
  std::string read_short(std::string const& part, std::size_t most);

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };

  Limits const& limits_;
  std::unique_ptr<zip_t, Discard> archive_;
  std::vector<std::string> parts_;
  std::size_t unpacked_ = 0;
};

}  // namespace gt::sheet

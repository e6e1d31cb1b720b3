#include "platform/sheet/archive.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;
/// Short parts may pack very well without harm.
constexpr std::size_t ratio_counts_from = std::size_t{8} << 20;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Refused unpacks_too_large(Place place, std::string const& part) {
  return {Fault::too_large, std::move(place),
          fmt::format("Its part {} unpacks to far more than a tracker holds, and was not read further. Copy the rows "
                      "you need into a new workbook and use that.",
                      part)};
}

}  // namespace

Archive::Archive(std::string_view bytes, Limits const& limits) : limits_(limits) {
  zip_error_t error{};
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!archive_) {
    if (source != nullptr) zip_source_free(source);
    bool const no_memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
    zip_error_fini(&error);
    if (no_memory) throw std::bad_alloc();
    throw damaged({}, "its list of parts is missing or broken, as after a download that was cut off");
  }
  zip_error_fini(&error);
  auto const count = zip_get_num_entries(archive_.get(), 0);
  if (count < 0 || static_cast<std::size_t>(count) > limits_.parts) {
    throw Refused(Fault::too_large, {},
                  fmt::format("It has {} parts; at most {} are taken. Copy the sheets you need into a new workbook and "
                              "use that.",
                              count, limits_.parts));
  }
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
    char const* const name = zip_get_name(archive_.get(), index, ZIP_FL_ENC_RAW);
    parts_.emplace_back(name == nullptr ? "" : name);
  }
  auto sorted = parts_;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw damaged({}, "it has two parts of one name");
  }
}

bool Archive::has(std::string const& part) const {
  return std::find(parts_.begin(), parts_.end(), part) != parts_.end();
}

void Archive::read(std::string const& part, std::function<void(std::string_view)> const& take,
                   std::function<Place()> const& place) {
  auto const index = static_cast<zip_uint64_t>(std::find(parts_.begin(), parts_.end(), part) - parts_.begin());
  zip_stat_t about;
  zip_stat_init(&about);
  if (index >= parts_.size() || zip_stat_index(archive_.get(), index, 0, &about) != 0) {
    throw damaged(place(), fmt::format("its part {} is missing", part));
  }
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
    throw Refused(Fault::encrypted, place(),
                  "It is locked with a password. Open it, save a copy without a password and use that.");
  }
  if ((about.valid & ZIP_STAT_COMP_METHOD) != 0 && about.comp_method != ZIP_CM_STORE &&
      about.comp_method != ZIP_CM_DEFLATE) {
    throw damaged(place(), fmt::format("its part {} is packed in a way that no spreadsheet program uses", part));
  }
  std::unique_ptr<zip_file_t, CloseFile> const file(zip_fopen_index(archive_.get(), index, 0));
  if (!file) throw damaged(place(), fmt::format("its part {} cannot be opened", part));
  auto const packed = (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? static_cast<std::size_t>(about.comp_size) : 0;
  std::string piece(piece_bytes, '\0');
  std::size_t unpacked = 0;
  for (;;) {
    zip_int64_t const size = zip_fread(file.get(), piece.data(), piece.size());
    if (size < 0) throw damaged(place(), fmt::format("its part {} does not unpack, or its checksum is wrong", part));
    if (size == 0) break;
    // What is in the piece is looked at first: a single cell that is too large can be named, a part cannot.
    take(std::string_view(piece).substr(0, static_cast<std::size_t>(size)));
    unpacked += static_cast<std::size_t>(size);
    unpacked_ += static_cast<std::size_t>(size);
    bool const swells = unpacked >= ratio_counts_from && unpacked / (packed + 1) >= limits_.ratio;
    if (swells || unpacked > limits_.part_bytes || unpacked_ > limits_.unpacked_bytes) {
      throw unpacks_too_large(place(), part);
    }
  }
}

std::string Archive::read_short(std::string const& part, std::size_t most) {
  std::string content;
  read(
      part,
      [&](std::string_view piece) {
        content += piece;
        if (content.size() > most) throw unpacks_too_large({}, part);
      },
      [] { return Place{}; });
  return content;
}

}  // namespace gt::sheet

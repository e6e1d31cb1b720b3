#include "platform/web/multipart.h"

#include <algorithm>
#include <utility>

#include "platform/web/syntax.h"

namespace gt::web {

namespace {

constexpr std::size_t most_field_bytes = std::size_t{1} << 20;
constexpr std::size_t most_parts = 1000;
constexpr std::size_t longest_part_head = 8192;

tl::unexpected<Error> malformed(std::string_view what) {
  return refuse(ErrorKind::invalid, "The form cannot be read: " + std::string(what) + ".");
}

/// Some browsers send the whole path of the file on the sender's disk.
std::string without_folders(std::string_view name) {
  auto slash = name.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

/// RFC 8187, `UTF-8''na%C3%AFve.pdf`: some programs send it for names beyond ASCII.
std::optional<std::string> extended_value(std::optional<std::string> const& text) {
  constexpr std::string_view charset = "utf-8''";
  if (!text || !same_ignoring_case(std::string_view(*text).substr(0, charset.size()), charset)) return std::nullopt;
  auto decoded = percent_decoded(std::string_view(*text).substr(charset.size()), PlusSign::is_itself);
  if (!decoded) return std::nullopt;
  return *std::move(decoded);
}

}  // namespace

Result<std::optional<std::string>> MultipartReader::boundary_of(std::string_view content_type) {
  constexpr std::string_view multipart = "multipart/form-data";
  auto semicolon = content_type.find(';');
  if (!same_ignoring_case(trimmed(content_type.substr(0, semicolon)), multipart)) return std::optional<std::string>{};
  auto read = TRY(read_parameters(content_type));
  auto boundary = read.parameters.first("boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70) return malformed("it names no usable boundary");
  for (char c : *boundary) {
    if (c < 0x20 || c > 0x7e) return malformed("it names no usable boundary");
  }
  return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary, std::filesystem::path spool_folder)
    : delimiter_{"\r\n--" + std::string(boundary)}, spool_folder_{std::move(spool_folder)}, pending_{"\r\n"} {
  // The first boundary may be the very first bytes; the line break put before them makes it like the others.
}

Result<void> MultipartReader::feed(std::string_view bytes) {
  if (state_ == State::epilogue) return {};
  pending_ += bytes;
  while (TRY(step())) {
  }
  pending_.erase(0, position_);
  position_ = 0;
  return {};
}

Result<void> MultipartReader::finish() const {
  if (state_ != State::epilogue) return malformed("it ends before its closing boundary");
  return {};
}

/// Takes one piece off `pending_`; false when more bytes are needed.
Result<bool> MultipartReader::step() {
  switch (state_) {
    case State::preamble: {
      auto found = pending_.find(delimiter_, position_);
      if (found == std::string::npos) {
        if (pending_.size() > position_ + delimiter_.size()) position_ = pending_.size() - delimiter_.size();
        return false;
      }
      position_ = found + delimiter_.size();
      state_ = State::after_boundary;
      return true;
    }
    case State::after_boundary:
      return read_boundary_end();
    case State::headers:
      return read_headers();
    case State::content:
      return read_content();
    case State::epilogue:
      position_ = pending_.size();
      return false;
  }
  return false;
}

Result<bool> MultipartReader::read_boundary_end() {
  std::size_t blanks = position_;
  while (blanks < pending_.size() && (pending_[blanks] == ' ' || pending_[blanks] == '\t')) ++blanks;
  if (blanks - position_ > 64) return malformed("a boundary does not end its line");
  if (pending_.size() < blanks + 2) return false;
  auto end = std::string_view(pending_).substr(blanks, 2);
  if (end == "--" && blanks == position_) {
    position_ = pending_.size();
    state_ = State::epilogue;
    return true;
  }
  if (end != "\r\n") return malformed("a boundary does not end its line");
  // This line break stays: it begins the blank line when a part has no headers.
  position_ = blanks;
  state_ = State::headers;
  return true;
}

Result<bool> MultipartReader::read_headers() {
  constexpr std::string_view end_of_head = "\r\n\r\n";
  auto const rest = std::string_view(pending_).substr(position_, longest_part_head + end_of_head.size());
  auto const length = rest.find(end_of_head);
  if (length == std::string_view::npos) {
    if (rest.size() == longest_part_head + end_of_head.size()) return malformed("the head of a part is too long");
    return false;
  }
  auto const end = position_ + length;
  TRY(start_part(std::string_view(pending_).substr(position_, end + 2 - position_)));
  position_ = end + 4;
  state_ = State::content;
  return true;
}

Result<void> MultipartReader::start_part(std::string_view headers) {
  if (++parts_ > most_parts) return malformed("it has more than 1,000 parts");
  part_name_.clear();
  part_file_name_.reset();
  part_type_ = "text/plain";
  bool is_named = false;
  headers.remove_prefix(2);
  while (!headers.empty()) {
    auto end = headers.find("\r\n");
    auto line = headers.substr(0, end);
    headers.remove_prefix(end + 2);
    auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
      return malformed("a part has a broken header");
    auto name = line.substr(0, colon);
    auto value = trimmed(line.substr(colon + 1));
    if (!is_plain_utf8(value)) return malformed("a part's header is not UTF-8");
    if (same_ignoring_case(name, "Content-Type")) part_type_ = value;
    if (same_ignoring_case(name, "Content-Transfer-Encoding") && !same_ignoring_case(value, "binary") &&
        !same_ignoring_case(value, "8bit") && !same_ignoring_case(value, "7bit")) {
      return malformed("a part is encoded in a way that forms do not use");
    }
    if (!same_ignoring_case(name, "Content-Disposition")) continue;
    auto disposition = TRY(read_parameters(value));
    auto field = disposition.parameters.first("name");
    if (is_named || disposition.type != "form-data" || !field) return malformed("a part does not name its field");
    is_named = true;
    part_name_ = *field;
    part_file_name_ = disposition.parameters.first("filename");
    if (auto extended = extended_value(disposition.parameters.first("filename*"))) part_file_name_ = extended;
  }
  if (!is_named) return malformed("a part does not name its field");
  part_.emplace(spool_folder_);
  return {};
}

Result<bool> MultipartReader::read_content() {
  auto found = pending_.find(delimiter_, position_);
  bool is_last = found != std::string::npos;
  // A delimiter may have begun in the last bytes; they wait for what follows.
  auto safe_end = pending_.size() >= delimiter_.size() ? pending_.size() - delimiter_.size() + 1 : 0;
  auto end = is_last ? found : std::max(position_, safe_end);
  auto block = std::string_view(pending_).substr(position_, end - position_);
  if (!part_file_name_) {
    field_bytes_ += block.size();
    if (field_bytes_ > most_field_bytes) return malformed("its text fields hold more than 1 MB");
  }
  part_->append(block);
  position_ = end;
  if (!is_last) return false;
  position_ += delimiter_.size();
  TRY(end_part());
  state_ = State::after_boundary;
  return true;
}

Result<void> MultipartReader::end_part() {
  if (!part_file_name_) {
    auto& value = part_->memory();
    if (!is_plain_utf8(value))
      return malformed("the field " + part_name_ + " is not valid UTF-8, or holds a NUL character");
    fields_.add(std::move(part_name_), std::move(value));
  } else if (!part_file_name_->empty() || part_->size() > 0) {
    // A file input that was left empty arrives without a name and without bytes.
    files_.emplace_back(std::move(part_name_), without_folders(*part_file_name_), std::move(part_type_),
                        std::move(*part_).finish());
  }
  part_.reset();
  return {};
}

}  // namespace gt::web

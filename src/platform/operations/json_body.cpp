#include "platform/operations/json_body.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "platform/core/id.h"
#include "platform/operations/base64.h"
#include "platform/operations/fields.h"
#include "platform/operations/json_text.h"

namespace gt::operations {

using nlohmann::json;

namespace {

/// Base64 that comes in pieces, decoded into a file.
class Decoder {
 public:
  explicit Decoder(std::filesystem::path const& folder) : content_{folder} {}

  void add(char letter) {
    if (letter == ' ' || letter == '\r' || letter == '\n') return;
    waiting_ += letter;
    if (waiting_.size() == block) decode();
  }
  /// Nothing when it was not base64.
  std::optional<FileContent> finish() {
    decode();
    if (is_wrong_) return std::nullopt;
    return std::move(content_).finish();
  }

 private:
  static constexpr std::size_t block = 65'536;  // a multiple of four: whole groups

  void decode() {
    if (is_wrong_ || waiting_.empty()) return;
    auto const bytes = has_ended_ ? std::nullopt : decode_base64(waiting_);
    is_wrong_ = !bytes;
    if (bytes) content_.append(*bytes);
    has_ended_ = waiting_.back() == '=';  // nothing may follow the padding
    waiting_.clear();
  }

  FileContentWriter content_;
  std::string waiting_;
  bool has_ended_ = false;
  bool is_wrong_ = false;
};

/// Goes through JSON text letter by letter and puts a mark where a text called `base64` stood. The parser that reads
/// the rest says whether it is JSON at all; what is none may be taken apart wrongly here.
class FilesOfText {
 public:
  explicit FilesOfText(std::filesystem::path folder) : folder_{std::move(folder)} {}

  void take(std::string_view block) {
    for (char const letter : block) take(letter);
  }
  bool is_too_long() const { return rest_.size() > most_rest; }
  std::string const& rest() const { return rest_; }
  std::map<std::string, FileContent> const& files() const { return files_; }

 private:
  static constexpr std::size_t most_rest = std::size_t{1} << 20;
  enum class Within { nothing, text, file };

  void take(char letter) {
    if (within_ == Within::nothing) {
      outside(letter);
    } else if (escape_ != 0) {
      escaped(letter);
    } else if (letter == '\\') {
      escape_ = 1;
    } else if (letter == '"') {
      end();
    } else {
      inside(letter);
    }
  }

  void outside(char letter) {
    if (letter == '"') {
      within_ = is_value_ && name_ == "base64" ? Within::file : Within::text;
      text_.clear();
      if (within_ == Within::file) decoder_.emplace(folder_);
    } else if (letter == ':') {
      is_value_ = true;
      name_ = text_;
    } else if (letter == ',' || letter == '{' || letter == '}' || letter == '[' || letter == ']') {
      is_value_ = false;
    }
    keep(letter);
  }

  void inside(char letter) {
    if (within_ == Within::file) {
      decoder_->add(letter);
      return;
    }
    if (text_.size() <= longest_name) text_ += letter;
    keep(letter);
  }

  /// The letters behind a backslash: one, or `u` and four digits. Programs write `/` and `+` of base64 so.
  void escaped(char letter) {
    if (within_ == Within::text) {
      if (escape_ == 1) keep('\\');
      keep(letter);
      text_ += '\\';  // such a name is no plain `base64`
    }
    if (escape_ == 1 && letter == 'u') {
      code_.clear();
      escape_ = 2;
      return;
    }
    if (escape_ > 1) {
      code_ += letter;
      if (++escape_ < 6) return;
      if (within_ == Within::file) decoder_->add(letter_of(code_));
    } else if (within_ == Within::file) {
      decoder_->add(letter == 'n' || letter == 'r' ? '\n' : letter);
    }
    escape_ = 0;
  }

  static char letter_of(std::string const& digits) {
    if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return '!';
    auto const code = std::stoul(digits, nullptr, 16);
    return code < 0x80 ? static_cast<char>(code) : '!';
  }

  void end() {
    if (within_ == Within::file) {
      // Not to be guessed, so that nobody names another’s file; and no base64, should no file stand behind it.
      auto mark = "!" + new_opaque_id();
      rest_ += mark;
      if (auto content = decoder_->finish()) files_.emplace(std::move(mark), *std::move(content));
      decoder_.reset();
    }
    within_ = Within::nothing;
    keep('"');
  }

  void keep(char letter) {
    if (!is_too_long()) rest_ += letter;
  }

  static constexpr std::size_t longest_name = 100;
  std::filesystem::path folder_;
  std::string rest_;
  std::map<std::string, FileContent> files_;
  Within within_ = Within::nothing;
  int escape_ = 0;  ///< letters of an escape so far, with its backslash
  std::string code_;
  std::string text_;  ///< of the text being read, or the last one
  std::string name_;
  bool is_value_ = false;
  std::optional<Decoder> decoder_;
};

}  // namespace

JsonBody read_json_body(FileContent const& body, std::filesystem::path const& folder) {
  FilesOfText text{folder};
  body.each_block([&](std::string_view block) {
    if (!text.is_too_long()) text.take(block);
  });
  JsonBody out;
  if (text.is_too_long()) {
    out.value = json(json::value_t::discarded);
    return out;
  }
  out.value = read_json(text.rest());
  if (!out.value.is_object()) return out;
  for (auto& each : out.value) {
    if (!each.is_object() || !each.contains("base64") || !each["base64"].is_string()) continue;
    auto const found = text.files().find(each["base64"].get_ref<std::string const&>());
    if (found == text.files().end()) continue;
    auto const name =
        each.contains("filename") && each["filename"].is_string() ? each["filename"].get<std::string>() : "";
    out.files.push_back(found->second);
    each = upload_value({name, found->second});
  }
  return out;
}

}  // namespace gt::operations

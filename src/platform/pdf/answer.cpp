#include "platform/pdf/answer.h"

#include <algorithm>
#include <optional>

#include "platform/pdf/failure.h"

namespace gt::pdf {
namespace {

constexpr std::size_t head_size = 9;

std::string number_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>((number >> shift) & 0xFFU));
  return bytes;
}

std::uint32_t number_at(std::string_view bytes) {
  std::uint32_t number = 0;
  for (unsigned place = 0; place < 4; ++place) {
    number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[place])) << (8 * place);
  }
  return number;
}

std::string record(char kind, std::uint32_t first, std::uint32_t second) {
  return kind + number_bytes(first) + number_bytes(second);
}

struct Head {
  char kind;
  std::uint32_t first;
  std::uint32_t second;
};

std::optional<Head> take_head(std::string_view& answer) {
  if (answer.size() < head_size) return std::nullopt;
  Head const head{answer[0], number_at(answer.substr(1, 4)), number_at(answer.substr(5, 4))};
  answer.remove_prefix(head_size);
  return head;
}

/// The length of the well-formed sequence at the start of `text`, 0 if there is none (RFC 3629).
std::size_t sequence_length(std::string_view text) {
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  auto const follows = [&](std::size_t at, unsigned low = 0x80, unsigned high = 0xBF) {
    return at < text.size() && byte(at) >= low && byte(at) <= high;
  };
  unsigned const lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    return follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    return follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    std::size_t const length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool has_text(Page const& page) { return page.text.find_first_not_of(" \t\r\n\f") != std::string::npos; }

/// The faults that only the document can have; no answer may claim another.
std::optional<Fault> claimed_fault(std::uint32_t number) {
  for (Fault const fault : {Fault::damaged, Fault::encrypted, Fault::too_large}) {
    if (number == static_cast<std::uint32_t>(fault)) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::string page_record(int number, std::string_view text) {
  return record('P', static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(text.size())).append(text);
}

std::string fault_record(Fault fault, int page) {
  return record('F', static_cast<std::uint32_t>(fault), static_cast<std::uint32_t>(page));
}

std::string end_record(int pages) { return record('E', static_cast<std::uint32_t>(pages), 0); }

tl::expected<Text, Failure> read_answer(std::string_view answer, Limits const& limits) {
  auto const damaged = [&limits] { return tl::make_unexpected(failure(Fault::damaged, limits)); };
  auto const most_pages = static_cast<std::size_t>(std::max(0, limits.pages));
  Text text;
  for (;;) {
    std::optional<Head> const head = take_head(answer);
    if (!head) return damaged();
    if (head->kind == 'P') {
      if (text.pages.size() >= most_pages || head->first != text.pages.size() + 1 || head->second > answer.size()) {
        return damaged();
      }
      std::string_view const page = answer.substr(0, head->second);
      if (!is_utf8(page)) return damaged();
      text.pages.push_back({static_cast<int>(head->first), std::string(page)});
      answer.remove_prefix(head->second);
      continue;
    }
    if (!answer.empty()) return damaged();
    if (head->kind == 'F') {
      std::optional<Fault> const fault = claimed_fault(head->first);
      if (!fault || head->second > most_pages) return damaged();
      return tl::make_unexpected(failure(*fault, limits, static_cast<int>(head->second)));
    }
    if (head->kind != 'E' || head->first != text.pages.size() || text.pages.empty()) return damaged();
    break;
  }
  if (std::none_of(text.pages.begin(), text.pages.end(), has_text)) {
    return tl::make_unexpected(failure(Fault::no_text, limits));
  }
  return text;
}

}  // namespace gt::pdf

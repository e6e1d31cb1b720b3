#include "notices/mention_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::notices {

namespace {

constexpr std::size_t most_suggestions = 3;

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// A quotation mark opens, but its last byte is like a letter's: asked for whole.
bool may_stand_before(std::string_view before) {
  if (before.empty()) return true;
  for (std::string_view opening : {" ", "\n", "\r", "\t", "(", "[", "\"", "'", ",", ";", ":", "/", "“", "‘", "–", "—"})
    if (before.ends_with(opening)) return true;
  return false;
}

bool starts_with_whole(std::string_view text, std::string_view wanted, bool is_address) {
  if (wanted.empty() || !text.starts_with(wanted)) return false;
  auto const rest = text.substr(wanted.size());
  if (rest.empty()) return true;
  // “@Lead’s”: the apostrophe and other signs are bytes from 0x80 on, like accented letters.
  for (std::string_view sign : {"’", "”", "–", "—", "…"})
    if (rest.starts_with(sign)) return true;
  if (is_address && (rest.front() == '.' || rest.front() == '-'))
    return rest.size() == 1 || !is_word_character(rest[1]);
  return !is_word_character(rest.front());
}

std::string the_word(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of(" \t\r\n,;:!?)]\"")));
}

std::string list_of(std::vector<std::string> const& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  return out;
}

std::string nobody(std::string const& word, std::vector<Named> const& people) {
  auto fault = fmt::format("“@{}” is nobody who may sign in here.", word);
  auto const wanted = lower_case(word.substr(0, word.find('@')));
  std::vector<std::string> near;
  for (auto const& each : people)
    if (near.size() < most_suggestions && lower_case(each.name).find(wanted) != std::string::npos)
      near.push_back("@" + each.name);
  return fault + (near.empty() ? " Write a whole name or e-mail address after the @, or leave a space after it."
                               : " Did you mean " + list_of(near) + "?");
}

}  // namespace

MentionsFound find_mentions(std::string_view text, std::vector<Named> const& people) {
  MentionsFound found;
  auto const lowered = lower_case(text);
  std::string_view const low = lowered;
  for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at + 1 == text.size() || !is_word_character(text[at + 1]) || !may_stand_before(text.substr(0, at))) continue;
    auto const rest = low.substr(at + 1);
    std::size_t longest = 0;
    std::vector<std::size_t> meant;
    for (std::size_t i = 0; i < people.size(); ++i) {
      for (bool is_address : {false, true}) {
        auto const wanted = lower_case(is_address ? people[i].email : people[i].name);
        if (wanted.size() < longest || !starts_with_whole(rest, wanted, is_address)) continue;
        if (wanted.size() > longest) meant.clear();
        longest = wanted.size();
        if (meant.empty() || meant.back() != i) meant.push_back(i);
      }
    }
    if (meant.empty()) {
      found.faults.push_back(nobody(the_word(text.substr(at + 1)), people));
    } else if (meant.size() > 1) {
      std::vector<std::string> addresses;
      for (auto i : meant) addresses.push_back("@" + people[i].email);
      found.faults.push_back(fmt::format("{} people here are called “{}”. Write {} instead.", meant.size(),
                                         people[meant.front()].name, list_of(addresses)));
    } else if (std::find(found.people.begin(), found.people.end(), meant.front()) == found.people.end()) {
      found.people.push_back(meant.front());
    }
  }
  return found;
}

}  // namespace gt::notices

#include "plans/rules/smart_words.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "plans/rules/reference_text.h"
#include "platform/core/text.h"

namespace gt::plans::rules {

namespace {

constexpr std::array<std::string_view, 20> kKinds{
    "action-verb",  // says what will be done
    "output-verb",  // done when it has happened: appoint, publish
    "making-verb",  // done when the concrete thing after it exists: write, revise
    "vague-verb",   // has no end: ensure, improve
    "thing-verb",   // has an end only when a concrete thing follows: develop
    "concrete-thing", "unmeasurable-word",
    "term-of-art",  // its words are never unmeasurable: significant harm
    "ongoing-word",   "group-owner",       "no-owner-word",
    "owner-noun",  // one post; its plural is several
    "body-noun",   // an owner that ends with it is several people
    "label-word",  // the number after it names a thing and counts nothing: section 47
    "number-word",    "month-name",        "leading-word",  "determiner",
    "purpose-word",  // what follows says why, not what
    "period-word"};

bool is_kind(std::string_view kind) { return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end(); }

}  // namespace

Result<SmartWords> SmartWords::read(std::string_view text) {
  SmartWords words;
  std::size_t number = 0;
  for (auto const& line : split_lines(text)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    auto at = "Line " + std::to_string(number) + " of the SMART words: ";
    auto cells = split(line, '\t');
    if (cells.size() != 3)
      return refuse(ErrorKind::invalid, at + "write kind, word and suggestion, parted by two tabs.");
    if (!is_kind(cells[0])) return refuse(ErrorKind::invalid, at + "there is no kind \"" + cells[0] + "\".");
    if (cells[1].empty() || cells[1] != lower_case(cells[1]) || cells[1] != one_line(cells[1]))
      return refuse(ErrorKind::invalid, at + "write the word in lower case, with single spaces.");
    if (!words.by_kind_[cells[0]].emplace(cells[1], cells[2]).second)
      return refuse(ErrorKind::invalid, at + "\"" + cells[1] + "\" is already a " + cells[0] + ".");
  }
  if (words.by_kind_.size() != kKinds.size())
    return refuse(ErrorKind::invalid, "The SMART words lack a kind: each needs at least one word.");
  return words;
}

bool SmartWords::holds(std::string_view kind, std::string_view word) const {
  auto const& known = of(kind);
  return known.find(word) != known.end();
}

std::map<std::string, std::string, std::less<>> const& SmartWords::of(std::string_view kind) const {
  auto found = by_kind_.find(kind);
  ENSURE(found != by_kind_.end());
  return found->second;
}

SmartWords const& smart_words() {
  static SmartWords const loaded = [] {
    auto read = SmartWords::read(embedded::smart_words);
    if (!read) throw std::runtime_error(read.error().message);
    return *std::move(read);
  }();
  return loaded;
}

}  // namespace gt::plans::rules

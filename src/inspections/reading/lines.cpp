#include "inspections/reading/lines.h"

#include <algorithm>
#include <unordered_map>

#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

struct Raw {
  int indent = 0;
  std::string text;  // empty for a blank line
};
struct RawPage : std::vector<Raw> {
  int margin = -1;
};

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Raw raw_line(std::string_view line) {
  Raw out;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\r' || line[at] == '\f') {
      ++at;
      ++out.indent;
    } else if (line[at] == '\t') {
      ++at;
      out.indent += 8;
    } else if (line.substr(at, 2) == "\xC2\xA0") {
      at += 2;
      ++out.indent;
    } else {
      break;
    }
  }
  line.remove_prefix(at);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r' || line.back() == '\f'))
    line.remove_suffix(1);
  while (line.size() >= 2 && line.substr(line.size() - 2) == "\xC2\xA0") line.remove_suffix(2);
  out.text = line;
  return out;
}

/// Cuts at a character's edge.
void cut(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
}

RawPage split_page(std::string_view text, std::size_t& budget, bool& shortened) {
  RawPage out;
  for (std::size_t at = 0; at <= text.size() && budget > 0;) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto line = raw_line(text.substr(at, end - at));
    if (line.text.size() > longest_line) {
      cut(line.text, longest_line);
      shortened = true;
    }
    out.push_back(std::move(line));
    --budget;
    at = end + 1;
  }
  if (budget == 0) shortened = true;
  return out;
}

std::vector<std::size_t> printed_lines(RawPage const& page) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < page.size(); ++i)
    if (!page[i].text.empty()) out.push_back(i);
  return out;
}

/// What stays the same in a running header or footer from page to page.
std::string furniture_key(std::string_view text) {
  std::string key = letters(text);
  std::erase_if(key, [](char c) { return c >= '0' && c <= '9'; });
  return key;
}

bool is_page_number(std::string_view text) {
  auto const folded = fold(text);
  if (all_digits(folded)) return folded.size() <= 3;
  if (folded.starts_with("page ")) {
    auto const parts = words(folded);
    return parts.size() >= 2 && parts.size() <= 4 && all_digits(parts[1]);
  }
  return false;
}

void remove_page_number(RawPage& page) {
  auto const at = printed_lines(page);
  if (!at.empty() && is_page_number(page[at.back()].text)) page[at.back()].text.clear();
}

/// Running lines stand among the first two or the last three printed lines of most pages.
void remove_running_lines(std::vector<RawPage>& pages) {
  struct Zone {
    bool top;
    std::size_t depth;
  };
  for (auto const zone : {Zone{true, 2}, Zone{false, 3}}) {
    std::unordered_map<std::string, int> count;
    auto const each = [&](RawPage& page, auto&& use) {
      auto at = printed_lines(page);
      if (!zone.top) std::reverse(at.begin(), at.end());
      at.resize(std::min(at.size(), zone.depth));
      for (auto i : at) use(page[i]);
    };
    for (auto& page : pages) {
      std::vector<std::string> seen;
      each(page, [&](Raw& line) {
        auto key = furniture_key(line.text);
        if (key.empty() || line.text.size() > 200 || std::find(seen.begin(), seen.end(), key) != seen.end()) return;
        ++count[key];
        seen.push_back(std::move(key));
      });
    }
    auto const total = static_cast<int>(pages.size());
    auto const furniture = [&](std::string const& key) {
      auto const found = count.find(key);
      if (found == count.end()) return false;
      auto const n = found->second;
      if (!zone.top && total <= 5) return n >= 2 && n >= total - 2;
      return n >= 5 || (n >= 3 && n * 10 >= total * 3);
    };
    for (auto& page : pages)
      each(page, [&](Raw& line) {
        if (!furniture(furniture_key(line.text))) return;
        if (line.indent < 12 && (page.margin < 0 || line.indent < page.margin)) page.margin = line.indent;
        line.text.clear();
      });
  }
}

/// A footnote block fills the foot of a page: its mark alone on a line, or before the first words, then text down to
/// the end. `next_mark` is the mark expected next.
void remove_footnotes(RawPage& page, int& next_mark) {
  auto const at = printed_lines(page);
  std::size_t const none = at.size();
  std::size_t start = none;
  int mark = next_mark;
  std::size_t const reach = std::min<std::size_t>(at.size(), 30);
  for (std::size_t k = at.size() - reach; k < at.size(); ++k) {
    auto const& line = page[at[k]];
    auto const folded = fold(line.text);
    bool const alone = all_digits(folded) && folded.size() <= 2 && k + 1 < at.size() && line.indent < 30;
    bool const blank_above = k == 0 || at[k] > at[k - 1] + 1;
    auto const space = folded.find(' ');
    bool const before_text = !alone && blank_above && k > 0 && space != std::string::npos && space <= 2 &&
                             all_digits(folded.substr(0, space)) && std::stoi(folded.substr(0, space)) == mark &&
                             line.indent < 8;
    if (alone || before_text) {
      auto const value = std::stoi(folded.substr(0, alone ? folded.size() : space));
      if (start == none && value >= mark && value <= mark + 3) {
        start = k;
        mark = value + 1;
      } else if (start != none && value == mark) {
        ++mark;
      }
      continue;
    }
    // A numbered paragraph or a bullet shows that this was no footnote.
    if (start != none && (number(line.text) || bullet(line.text))) {
      start = none;
      mark = next_mark;
    }
  }
  if (start == none) return;
  next_mark = mark;
  for (std::size_t k = start; k < at.size(); ++k) page[at[k]].text.clear();
}

bool starts_closing_notice(std::string_view folded) {
  return folded.starts_with("the office for standards in education") ||
         folded.starts_with("any complaints about the inspection") ||
         folded.starts_with("any complaints about the review");
}

}  // namespace

Document lay_out(std::vector<pdf::Page> const& pages) {
  Document out;
  out.pages = static_cast<int>(pages.size());
  std::size_t budget = most_lines;
  bool shortened = false;
  std::vector<RawPage> raw;
  raw.reserve(pages.size());
  for (auto const& page : pages) raw.push_back(split_page(page.text, budget, shortened));
  if (shortened)
    out.warnings.emplace_back("The document holds more text than any known report; the rest was left out.");

  for (auto& page : raw) remove_page_number(page);
  remove_running_lines(raw);
  int mark = 1;
  for (auto& page : raw) {
    remove_page_number(page);
    remove_footnotes(page, mark);
  }

  bool closed = false;
  for (std::size_t p = 0; p < raw.size() && !closed; ++p) {
    bool top = true;
    bool blank = false;
    for (auto& line : raw[p]) {
      if (line.text.empty()) {
        blank = true;
        continue;
      }
      auto folded = fold(line.text);
      if (p > 0 && 2 * (p + 1) >= raw.size() && starts_closing_notice(folded)) {
        closed = true;
        break;
      }
      out.lines.push_back(
          {pages[p].number, line.indent, !top && blank, top, raw[p].margin, std::move(line.text), std::move(folded)});
      top = false;
      blank = false;
    }
  }
  return out;
}

std::string joined(std::vector<Line> const& lines, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) join_line(out, lines[i].text);
  return out;
}

std::size_t block_end(std::vector<Line> const& lines, std::size_t at, std::size_t end) {
  std::size_t i = at + 1;
  while (i < end && !lines[i].blank_before && !lines[i].top) ++i;
  return std::min(i, end);
}

}  // namespace gt::inspections::reading

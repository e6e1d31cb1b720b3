#include "inspections/reading/paragraphs.h"

#include <algorithm>
#include <map>

#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

struct Candidate {
  std::size_t line;
  int value;
};

/// The indent most lines of each page have: that of running text.
std::map<int, int> text_indents(std::vector<Line> const& lines, std::size_t begin, std::size_t end) {
  std::map<int, std::map<int, int>> counts;
  for (std::size_t i = begin; i < end; ++i)
    if (lines[i].indent < 200) ++counts[lines[i].page][lines[i].indent];
  std::map<int, int> out;
  for (auto const& [page, indents] : counts) {
    auto const most = std::max_element(indents.begin(), indents.end(),
                                       [](auto const& a, auto const& b) { return a.second < b.second; });
    out[page] = most->first;
  }
  return out;
}

bool several_blocks(std::vector<Line> const& lines, std::size_t top, std::size_t end) {
  for (std::size_t i = top + 1; i < end && lines[i].page == lines[top].page; ++i)
    if (lines[i].blank_before && !bullet(lines[i].text)) return true;
  return false;
}

/// No heading, no words that lead into a list and no row of a table: those end no sentence or stand in columns. What
/// begins a page in the middle of a sentence is the rest of a paragraph of the page before.
bool is_running_text(std::vector<Line> const& lines, std::size_t begin, std::size_t end) {
  auto const& first = lines[begin];
  if (first.top && !first.text.empty() && first.text[0] >= 'a' && first.text[0] <= 'z') return true;
  for (std::size_t i = begin; i < end; ++i)
    if (lines[i].text.find("   ") != std::string::npos && !number(lines[i].text)) return false;
  auto const& last = lines[end - 1].text;
  return ends_sentence(last) && !(end == begin + 1 && last.find('?') != std::string::npos);
}

class Sequence {
 public:
  Sequence(std::vector<Line> const& lines, std::size_t begin, std::size_t end, std::vector<Heading> const& headings)
      : lines_{lines}, end_{end}, headings_{headings}, text_indent_{text_indents(lines, begin, end)}, places_(1000) {
    for (auto const& heading : headings)
      if (heading.part) parts_.push_back(heading.begin);
    for (std::size_t i = begin; i < end; ++i) {
      if (auto const found = number(lines[i].text)) {
        candidates_.push_back({i, found->value});
        places_[static_cast<std::size_t>(found->value)].push_back(i);
      }
    }
  }

  std::vector<std::size_t> accept() {
    int expected = 1;
    std::size_t heading = 0;
    bool new_part = false;
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      auto const& candidate = candidates_[c];
      while (heading < headings_.size() && headings_[heading].begin <= candidate.line) {
        // A part's first heading allows one new start.
        if (headings_[heading].part) new_part = true;
        ++heading;
      }
      if (new_part && candidate.value == 1 && expected > 3 && stands_out(candidate.line) &&
          !later(expected, candidate.line)) {
        take(candidate.line);
        expected = 2;
        new_part = false;
        continue;
      }
      if (candidate.value == expected) {
        if (stands_out(candidate.line) || !later(expected, candidate.line)) {
          take(candidate.line);
          ++expected;
        }
      } else if (candidate.value == expected + 1 && !starts_.empty() && stands_out(candidate.line) &&
                 aligned(candidate.line) && !later(expected, candidate.line)) {
        take(candidate.line);
        expected += 2;
      }
    }
    return std::move(starts_);
  }

 private:
  void take(std::size_t line) { starts_.push_back(line); }

  /// A number with this value is still to come in the same part.
  bool later(int value, std::size_t line) const {
    if (value >= static_cast<int>(places_.size())) return false;
    auto const& places = places_[static_cast<std::size_t>(value)];
    auto const next = std::upper_bound(places.begin(), places.end(), line);
    if (next == places.end()) return false;
    auto const part = std::upper_bound(parts_.begin(), parts_.end(), line);
    return part == parts_.end() || *part > *next;
  }

  bool is_heading(std::size_t line) const {
    auto const found = std::upper_bound(headings_.begin(), headings_.end(), line,
                                        [](std::size_t at, Heading const& heading) { return at < heading.begin; });
    return found != headings_.begin() && line < std::prev(found)->end;
  }

  /// The following lines are set further in than this one.
  bool hanging(std::size_t i) const {
    return i + 1 < end_ && lines_[i + 1].page == lines_[i].page && !lines_[i + 1].blank_before &&
           lines_[i + 1].indent > lines_[i].indent + 1;
  }

  /// Set apart from the text before it as a paragraph's first line is.
  bool stands_out(std::size_t i) const {
    auto const& line = lines_[i];
    if (line.blank_before) return true;
    if (line.top) {
      if (i == 0 || is_heading(i - 1) || ends_sentence(lines_[i - 1].text)) return true;
      auto const found = text_indent_.find(line.page);
      return hanging(i) || (found != text_indent_.end() && line.indent < found->second);
    }
    if (i == 0 || is_heading(i - 1)) return true;
    auto const& before = lines_[i - 1];
    if (!starts_.empty() && starts_.back() == i - 1) return line.indent <= before.indent + 1;
    return line.indent + 1 < before.indent || hanging(i);
  }

  /// As far in as the last number on the same page, when there is one.
  bool aligned(std::size_t i) const {
    auto const& before = lines_[starts_.back()];
    return before.page != lines_[i].page || std::abs(before.indent - lines_[i].indent) <= 2;
  }

  std::vector<Line> const& lines_;
  std::size_t end_;
  std::vector<Heading> const& headings_;
  std::map<int, int> text_indent_;
  std::vector<Candidate> candidates_;
  std::vector<std::vector<std::size_t>> places_;  ///< Lines by the number they start with.
  std::vector<std::size_t> parts_;                ///< Lines of the headings that begin a part.
  std::vector<std::size_t> starts_;
};

}  // namespace

std::vector<std::size_t> paragraph_starts(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                                          std::vector<Heading> const& headings) {
  if (begin >= end) return {};
  return Sequence{lines, begin, end, headings}.accept();
}

std::vector<Paragraph> read_paragraphs(std::vector<Line> const& lines, std::vector<std::size_t> const& starts,
                                       std::size_t end, std::vector<Heading> const& headings) {
  std::vector<Paragraph> out;
  out.reserve(starts.size());
  // The indent of numbers on each page: text set no further in does not belong to a paragraph.
  std::map<int, int> number_indent;
  for (auto const start : starts) {
    auto const [place, fresh] = number_indent.emplace(lines[start].page, lines[start].indent);
    if (!fresh) place->second = std::max(place->second, lines[start].indent);
  }
  std::size_t heading = 0;
  std::string section;
  for (std::size_t s = 0; s < starts.size(); ++s) {
    auto const start = starts[s];
    while (heading < headings.size() && headings[heading].begin <= start) {
      if (!headings[heading].section.empty()) section = headings[heading].section;
      ++heading;
    }
    std::size_t stop = s + 1 < starts.size() ? starts[s + 1] : end;
    if (heading < headings.size()) stop = std::min(stop, headings[heading].begin);
    auto const found = number(lines[start].text);
    Paragraph paragraph{found->value, section, lines[start].page, {}};
    join_line(paragraph.text, found->rest);
    for (std::size_t i = start + 1; i < stop; ++i) {
      auto const& line = lines[i];
      auto const mark = bullet(line.text);
      if (!mark && (line.blank_before || line.top) && ends_sentence(paragraph.text)) {
        auto const known = number_indent.find(line.page);
        if (known != number_indent.end() && line.indent <= known->second) break;
        if (known == number_indent.end() && line.blank_before && line.indent <= lines[start].indent) break;
        // A paragraph's text is set further in than the page's footer; text that is not begins something else.
        bool const hangs = start + 1 < stop && lines[start + 1].page == lines[start].page &&
                           lines[start + 1].indent > lines[start].indent + 1;
        if (known == number_indent.end() && line.top && hangs && line.margin >= 0 && line.indent <= line.margin) break;
        // After the last paragraph, a page of its own with several blocks is an imprint or a note.
        if (known == number_indent.end() && line.top && s + 1 == starts.size() && several_blocks(lines, i, end)) break;
      }
      if (mark) {
        paragraph.text += " -";
        join_line(paragraph.text, mark->rest);
        // A space follows the dash even where a hyphen would swallow it.
        continue;
      }
      join_line(paragraph.text, line.text);
    }
    out.push_back(std::move(paragraph));
  }
  return out;
}

std::vector<int> paragraph_counts(std::vector<Line> const& lines, std::size_t begin, std::size_t end, char32_t glyph) {
  std::vector<int> out;
  auto at = begin;
  while (at > 0 && lines[at - 1].page == lines[at].page) --at;
  auto const is_item = [&](std::size_t i) {
    auto const mark = bullet(lines[i].text);
    return mark && (mark->glyph == glyph || !mark->dash);
  };
  int count = 0;
  while (at < end) {
    auto stop = at + 1;
    while (stop < end && !lines[stop].top && !lines[stop].blank_before && !is_item(stop)) ++stop;
    if (lines[at].top || (at > 0 && lines[at - 1].page != lines[at].page)) count = 0;
    if (is_item(at) || is_running_text(lines, at, stop)) ++count;
    for (; at < stop; ++at)
      if (at >= begin) out.push_back(count);
  }
  return out;
}

}  // namespace gt::inspections::reading

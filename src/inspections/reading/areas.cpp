#include "inspections/reading/areas.h"

#include <algorithm>
#include <array>
#include <climits>
#include <map>

#include "inspections/reading/paragraphs.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

bool is_timescale(std::string_view folded) {
  return folded.size() <= 40 && (folded.starts_with("immediately") || folded.starts_with("within ")) &&
         (folded.ends_with(":") || words(folded).size() <= 4);
}

/// `The inspection did not find any areas for priority and immediate action.`
bool says_nothing_to_do(std::string_view text) {
  auto const folded = fold(text.substr(0, 240));
  if (folded.size() > 200) return false;
  bool const denial = folded.starts_with("the inspection did not") || folded.starts_with("there are no ") ||
                      folded.starts_with("there were no ") || folded.starts_with("inspectors did not") ||
                      folded.starts_with("no areas ") || folded.starts_with("no priority ") ||
                      folded.starts_with("none");
  return denial && (folded.find("priority") != std::string::npos || folded.find("immediate") != std::string::npos ||
                    folded == "none" || folded == "none.");
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  char const c = text[0];
  return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string without_colon(std::string_view text) {
  std::string out = without_footnote_mark(text);
  while (!out.empty() && (out.back() == ':' || out.back() == ' ')) out.pop_back();
  return out;
}

class ListReader {
 public:
  ListReader(std::vector<Line> const& lines, std::size_t begin, std::size_t end, std::span<std::size_t const> numbers,
             ListForm form)
      : lines_{lines}, begin_{begin}, end_{end}, form_{form} {
    for (auto const i : numbers)
      if (i >= begin && i < end) numbers_.push_back(i);
    numbered_ = !numbers_.empty();
    if (numbered_ && form.timescales) numbered_ = false;
    measure(begin);
    if (begin < end) counts_ = paragraph_counts(lines, begin, end, first_glyph_);
  }

  std::vector<Area> read(std::size_t begin) {
    for (std::size_t i = begin; i < end_; ++i) {
      auto const& line = lines_[i];
      if (is_priority_heading(line.folded)) {
        priority_ = without_colon(line.text);
        group_.reset();
        open_ = false;
        continue;
      }
      if (form_.timescales && is_timescale(line.folded)) {
        timescale_ = without_colon(line.text);
        open_ = false;
        continue;
      }
      if (starts_number(i)) {
        auto const found = number(line.text);
        if (form_.timescales) {
          paragraph_ = found->value;
          open_ = false;
          continue;
        }
        add(found->value, found->rest, line);
        continue;
      }
      if (auto const mark = bullet(line.text)) {
        if (numbered_ || second_level(line, *mark)) {
          sub_item(mark->rest, line);
        } else {
          add(form_.timescales ? paragraph_ : std::nullopt, mark->rest, line);
        }
        continue;
      }
      if (form_.topics) {
        if (auto const topic_end = topic(i)) {
          group_ = without_footnote_mark(joined(lines_, i, *topic_end));
          open_ = false;
          i = *topic_end - 1;
          continue;
        }
      }
      if (!text(line)) break;
    }
    finish();
    return std::move(areas_);
  }

 private:
  void measure(std::size_t begin) {
    for (std::size_t i = begin; i < end_; ++i) {
      auto const& line = lines_[i];
      if (starts_number(i) && !form_.timescales) {
        lower(number_indent_, line);
        continue;
      }
      auto const mark = bullet(line.text);
      if (!mark) continue;
      has_bullets_ = true;
      if (first_glyph_ == 0) first_glyph_ = mark->glyph;
      if (mark->glyph == first_glyph_) lower(bullet_indent_, line);
    }
  }

  static void lower(std::map<int, int>& indents, Line const& line) {
    auto const [place, fresh] = indents.emplace(line.page, line.indent);
    if (!fresh) place->second = std::min(place->second, line.indent);
  }

  bool starts_number(std::size_t i) const { return std::binary_search(numbers_.begin(), numbers_.end(), i); }

  /// Set further in than the first-level bullets of its page, or a dash under another glyph.
  bool second_level(Line const& line, Bullet const& mark) const {
    if (areas_.empty()) return false;
    if (mark.dash && mark.glyph != first_glyph_ && areas_.back().text.ends_with(':')) return true;
    auto const known = bullet_indent_.find(line.page);
    if (mark.glyph == first_glyph_) return known != bullet_indent_.end() && line.indent >= known->second + 3;
    if (known != bullet_indent_.end() && line.indent <= known->second) return false;
    return true;
  }

  std::optional<int> number_indent(int page) const {
    auto const& indents = numbered_ ? number_indent_ : bullet_indent_;
    auto const found = indents.find(page);
    if (found == indents.end()) return std::nullopt;
    return found->second;
  }

  /// An italic topic: one or two short lines at the margin of the numbers, set off from the item before, and followed
  /// by an item. Gives the line after it.
  std::optional<std::size_t> topic(std::size_t i) const {
    auto const& line = lines_[i];
    auto const margin = number_indent(line.page);
    if (margin && line.indent > *margin + 1) return std::nullopt;
    if (!margin && !line.blank_before) return std::nullopt;
    if (!starts_upper(line.text) || line.text.size() > 120) return std::nullopt;
    bool const apart = line.blank_before || line.top || !open_;
    if (!apart && !(open_ && ends_sentence(areas_.back().text))) return std::nullopt;
    std::size_t next = i + 1;
    while (next < end_ && next < i + 3 && !lines_[next].blank_before && !lines_[next].top && !is_item(next) &&
           !is_priority_heading(lines_[next].folded))
      ++next;
    if (next >= end_ || !(is_item(next) || is_priority_heading(lines_[next].folded))) return std::nullopt;
    auto const whole = joined(lines_, i, next);
    if (ends_sentence(whole) || whole.back() == ';' || whole.back() == ',' || whole.size() > 160) return std::nullopt;
    // The end of an item carried over a page has no capital or no full stop before it.
    if (line.top && open_ && !ends_sentence(areas_.back().text) && !margin) return std::nullopt;
    return next;
  }

  bool is_item(std::size_t i) const { return starts_number(i) || (!numbered_ && bullet(lines_[i].text)); }

  /// Running text: more of the open item, an introduction, or (without bullets) an item of its own.
  bool text(Line const& line) {
    if (open_) {
      bool const apart = line.blank_before || line.top;
      if (!numbered_ && !has_bullets_ && apart && ends_sentence(areas_.back().text)) {
        add(std::nullopt, line.text, line);
        return true;
      }
      auto const margin = number_indent(line.page);
      if (line.blank_before && margin && line.indent <= *margin && starts_upper(line.text)) {
        // Text at the items' own margin is not theirs: between topics a remark, elsewhere the end of the list.
        open_ = false;
        return form_.topics;
      }
      join_line(areas_.back().text, line.text);
      return true;
    }
    if (!numbered_ && !has_bullets_ && !form_.timescales && (areas_.empty() || line.blank_before || line.top))
      add(std::nullopt, line.text, line);
    return true;
  }

  void add(std::optional<int> value, std::string_view text, Line const& line) {
    finish();
    Area area;
    area.number = value;
    area.group = group_;
    area.priority = priority_;
    area.timescale = timescale_;
    area.page = line.page;
    area.on_page = counts_[static_cast<std::size_t>(&line - lines_.data()) - begin_];
    join_line(area.text, text);
    areas_.push_back(std::move(area));
    open_ = true;
  }

  void sub_item(std::string_view text, Line const& line) {
    if (areas_.empty() || !open_) {
      add(std::nullopt, text, line);
      return;
    }
    areas_.back().text += " - ";
    areas_.back().text += squeeze(text);
  }

  void finish() {
    if (!areas_.empty() && says_nothing_to_do(areas_.back().text)) areas_.pop_back();
    open_ = false;
  }

  std::vector<Line> const& lines_;
  std::size_t begin_, end_;
  std::vector<int> counts_;  ///< Which paragraph of its page each line from `begin_` on belongs to.
  ListForm form_;
  std::vector<std::size_t> numbers_;
  bool numbered_ = false;
  bool has_bullets_ = false;
  char32_t first_glyph_ = 0;
  std::map<int, int> number_indent_;
  std::map<int, int> bullet_indent_;
  std::vector<Area> areas_;
  bool open_ = false;  ///< The last item may still grow.
  std::optional<int> paragraph_;
  std::optional<std::string> priority_, group_, timescale_;
};

}  // namespace

bool is_priority_heading(std::string_view folded) {
  static constexpr std::array<std::string_view, 12> known{"priority and immediate action",
                                                          "priority and immediate actions",
                                                          "priority or immediate action",
                                                          "immediate and priority action",
                                                          "areas for priority and immediate action",
                                                          "areas for priority action",
                                                          "area for priority action",
                                                          "priority action",
                                                          "priority actions",
                                                          "areas for improvement",
                                                          "area for improvement",
                                                          "immediate action"};
  if (folded.size() > 60) return false;
  auto const bare = without_colon(folded);
  return std::find(known.begin(), known.end(), bare) != known.end();
}

std::vector<Area> read_list(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                            std::span<std::size_t const> numbers, ListForm form) {
  return ListReader{lines, begin, end, numbers, form}.read(begin);
}

std::vector<std::string> framework_tags(std::string_view text) {
  std::vector<std::string> out;
  auto const is_framework = [](std::string_view piece) {
    auto const folded = fold(piece.substr(0, 20));
    return folded.starts_with("outcome") || folded.starts_with("enabler") || folded.starts_with("principle");
  };
  for (std::size_t open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    auto inside = text.substr(open + 1, 120);
    auto const close = inside.find(')');
    if (close == std::string_view::npos) continue;
    inside = inside.substr(0, close);
    if (!is_framework(squeeze(inside))) continue;
    // Several in one pair of brackets part where the next framework word begins.
    std::string rest = squeeze(inside);
    while (!rest.empty()) {
      std::size_t cut = std::string::npos;
      std::size_t skip = 0;
      for (std::string_view separator : {", and ", ", ", "; ", " and ", " & "}) {
        for (std::size_t at = rest.find(separator); at != std::string::npos; at = rest.find(separator, at + 1)) {
          if (at < cut && is_framework(std::string_view{rest}.substr(at + separator.size()))) {
            cut = at;
            skip = separator.size();
          }
        }
      }
      out.push_back(rest.substr(0, cut));
      if (cut == std::string::npos) break;
      rest.erase(0, cut + skip);
    }
  }
  return out;
}

}  // namespace gt::inspections::reading

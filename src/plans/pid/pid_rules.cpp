#include "plans/pid/pid_rules.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "platform/core/text.h"

namespace gt::plans {

namespace {

// Words with what parts them: a line end stays a line end.
std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> out;
  std::string word;
  auto finish = [&] {
    if (!word.empty()) out.push_back(std::exchange(word, {}));
  };
  for (char letter : text) {
    if (letter == '\n') {
      finish();
      out.emplace_back("\n");
    } else if (letter == ' ' || letter == '\t') {
      finish();
    } else {
      word += letter;
    }
  }
  finish();
  return out;
}

void add_word(std::vector<WordRun>& runs, WordRun::Kind kind, std::string const& word) {
  if (runs.empty() || runs.back().kind != kind) {
    runs.push_back({kind, word});
    return;
  }
  auto& words = runs.back().words;
  if (word != "\n" && !words.ends_with('\n')) words += ' ';
  words += word;
}

// How many words the two have in common from (i, j) on, row after row.
class CommonWords {
 public:
  CommonWords(std::vector<std::string> const& before, std::vector<std::string> const& after)
      : width_{after.size() + 1}, lengths_((before.size() + 1) * width_, 0) {
    for (auto i = before.size(); i-- > 0;)
      for (auto j = after.size(); j-- > 0;)
        lengths_[i * width_ + j] = before[i] == after[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                                         : std::max(at(i + 1, j), at(i, j + 1));
  }
  std::uint16_t at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint16_t> lengths_;
};

std::vector<PidRowDifference> row_differences(PidPart const* before, PidPart const* after) {
  static std::vector<PidRow> const none;
  auto const& old_rows = before != nullptr ? before->rows : none;
  auto const& new_rows = after != nullptr ? after->rows : none;
  auto find = [](std::vector<PidRow> const& rows, std::string const& address) {
    return std::find_if(rows.begin(), rows.end(), [&](auto const& each) { return each.address == address; });
  };
  std::vector<PidRowDifference> out;
  for (auto const& row : new_rows) {
    auto old = find(old_rows, row.address);
    if (old == old_rows.end())
      out.push_back({PidRowDifference::Kind::added, {}, row.cells});
    else if (old->cells != row.cells)
      out.push_back({PidRowDifference::Kind::changed, old->cells, row.cells});
  }
  for (auto const& row : old_rows)
    if (find(new_rows, row.address) == new_rows.end()) out.push_back({PidRowDifference::Kind::gone, row.cells, {}});
  return out;
}

}  // namespace

std::vector<PidSection const*> missing_sections(std::vector<PidSection> const& sections, PidContent const& content) {
  std::vector<PidSection const*> out;
  for (auto const& each : sections) {
    if (!each.is_required) continue;
    auto const* text = content.text_of(each.key);
    auto const* part = content.part_of(each.key);
    bool is_filled = (text != nullptr && !trimmed(*text).empty()) || (part != nullptr && !part->rows.empty());
    if (!is_filled) out.push_back(&each);
  }
  return out;
}

std::vector<WordRun> word_differences(std::string const& before, std::string const& after) {
  auto const old_words = words_of(before), new_words = words_of(after);
  constexpr std::size_t most_cells = 4'000'000;  // 8 MB for as long as it takes
  std::vector<WordRun> out;
  std::size_t i = 0, j = 0;
  if (old_words.size() * new_words.size() <= most_cells) {
    CommonWords const common{old_words, new_words};
    while (i < old_words.size() && j < new_words.size()) {
      if (old_words[i] == new_words[j]) {
        add_word(out, WordRun::Kind::same, old_words[i]);
        ++i, ++j;
      } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
        add_word(out, WordRun::Kind::gone, old_words[i++]);
      } else {
        add_word(out, WordRun::Kind::added, new_words[j++]);
      }
    }
  }
  for (; i < old_words.size(); ++i) add_word(out, WordRun::Kind::gone, old_words[i]);
  for (; j < new_words.size(); ++j) add_word(out, WordRun::Kind::added, new_words[j]);
  return out;
}

std::vector<PidDifference> differences(PidContent const& before, PidContent const& after) {
  std::vector<PidDifference> out;
  std::set<std::string> seen;
  auto compare = [&](PidText const& named) {
    if (!seen.insert(named.key).second) return;
    auto const* old_text = before.text_of(named.key);
    auto const* new_text = after.text_of(named.key);
    auto const* old_part = before.part_of(named.key);
    auto const* new_part = after.part_of(named.key);
    PidDifference each{named.key,
                       named.heading,
                       old_text != nullptr ? *old_text : "",
                       new_text != nullptr ? *new_text : "",
                       "",
                       {},
                       row_differences(old_part, new_part)};
    if (!each.rows.empty()) {
      auto const& part = new_part != nullptr ? *new_part : *old_part;
      each.part_title = part.title;
      each.columns = part.columns;
    }
    if (each.before != each.after || !each.rows.empty()) out.push_back(std::move(each));
  };
  for (auto const& each : after.sections) compare(each);
  for (auto const& each : before.sections) compare(each);
  return out;
}

}  // namespace gt::plans

#include "inspections/reading/names.h"

#include <algorithm>
#include <array>

#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

/// Words of an inspector's title; they end a name.
bool is_title_word(std::string_view folded) {
  static constexpr std::array<std::string_view, 18> titles{
      "hmi",    "hmis", "shmi", "inspector", "inspectors", "majesty's", "majestys", "majesties", "senior",
      "ofsted", "her",  "his",  "seconded",  "regulatory", "regional",  "director", "scri",      "inspectorate"};
  return std::find(titles.begin(), titles.end(), folded) != titles.end();
}

bool is_office_word(std::string_view folded) {
  static constexpr std::array<std::string_view, 7> office{"social",    "care",    "services", "children's",
                                                          "education", "schools", "skills"};
  return std::find(office.begin(), office.end(), folded) != office.end();
}

bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 14> particles{"de",  "da", "di", "du",  "van", "von", "der",
                                                              "den", "la", "le", "ter", "al",  "bin", "y"};
  return std::find(particles.begin(), particles.end(), word) != particles.end();
}

bool starts_lower(std::string_view word) { return !word.empty() && word[0] >= 'a' && word[0] <= 'z'; }

/// The rest of a line after the label, or nothing when the line has another label. Another column is left out.
std::optional<std::string> after_label(Line const& line, std::string_view label) {
  if (!line.folded.starts_with(label)) return std::nullopt;
  std::string_view rest = line.text;
  auto const colon = rest.find(':');
  bool const has_colon = colon != std::string_view::npos && colon <= label.size() + 40;
  if (has_colon) {
    rest.remove_prefix(colon + 1);
  } else {
    // Without a colon the name follows the label, its plural, or "on site". Labels are ASCII; only their inner spaces
    // may be wider on the page.
    for (std::size_t i = 0; i < label.size() && !rest.empty(); ++i) {
      if (label[i] == ' ') {
        while (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
      } else {
        rest.remove_prefix(1);
      }
    }
    for (std::string_view ending : {"s", "(s)", " on site"})
      if (rest.starts_with(ending)) rest.remove_prefix(ending.size());
    if (!rest.empty() && rest[0] != ' ') return std::nullopt;
  }
  while (!rest.empty() && (rest[0] == ' ' || is_dash(first_character(rest))))
    rest.remove_prefix(character_length(rest));
  // Prose such as "Lead inspector roles changed" has no capital after the label.
  if (!has_colon && starts_lower(rest)) return std::nullopt;
  return squeeze(rest.substr(0, rest.find("   ")));
}

bool runs_on(std::string_view value, Line const& next, bool plural) {
  if (next.blank_before || next.top || next.text.find(':') != std::string::npos) return false;
  auto const folded = fold(value);
  if (folded.empty() || folded.ends_with(",") || folded.ends_with(" and") || folded.ends_with("&")) return true;
  if (folded.ends_with(" her") || folded.ends_with(" his")) return true;
  auto const first = words(next.folded.substr(0, 60));
  if (first.empty() || is_title_word(first[0]) || first[0] == "and") return !first.empty();
  return plural && !first.empty() && words(next.folded).size() <= 8 && people(next.text).size() == 1 &&
         !starts_lower(next.text) && !ends_sentence(next.text) && next.folded.find("judgement") == std::string::npos;
}

}  // namespace

std::vector<std::string> people(std::string_view text) {
  std::vector<std::string> out;
  std::string name;
  bool in_title = false;
  auto const finish = [&] {
    if (!name.empty()) out.push_back(std::move(name));
    name.clear();
  };
  std::string const clean = squeeze(text);
  for (std::size_t at = 0; at < clean.size();) {
    auto const end = std::min(clean.find(' ', at), clean.size());
    std::string word = clean.substr(at, end - at);
    at = end + 1;
    bool comma = false;
    while (!word.empty() && (word.back() == ',' || word.back() == ';' || word.back() == '.')) {
      // An initial keeps its full stop.
      if (word.back() == '.' && word.size() == 2) break;
      comma = true;
      word.pop_back();
    }
    std::string plain = fold(word);
    std::erase_if(plain, [](char c) { return c == '(' || c == ')'; });
    bool const dash = plain == "-";
    if (plain == "and" || plain == "&" || dash) {
      finish();
      in_title = false;
      continue;
    }
    if (plain.empty() || is_title_word(plain) || (starts_lower(plain) && starts_lower(word) && !is_particle(plain))) {
      finish();
      in_title = !comma;
      continue;
    }
    if (word[0] == '(' || word[0] == '\'') {
      finish();
      in_title = true;
    }
    if (!in_title) name += (name.empty() ? "" : " ") + word;
    if (comma) {
      finish();
      in_title = false;
    }
  }
  finish();
  // What is left of longer titles: "His Majesty's Inspector, Social Care".
  std::erase_if(out, [](std::string const& one) {
    auto const parts = words(fold(one));
    return one.size() < 2 || one.size() > 60 || std::any_of(parts.begin(), parts.end(), is_office_word);
  });
  return out;
}

std::vector<std::string> labelled_people(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                                         std::string_view label) {
  end = std::min(end, lines.size());
  for (std::size_t i = begin; i < end; ++i) {
    auto value = after_label(lines[i], label);
    if (!value) continue;
    bool const plural = lines[i].folded.substr(0, label.size() + 3).starts_with(std::string{label} + "s") ||
                        lines[i].folded.starts_with(std::string{label} + "(s)");
    for (std::size_t k = i + 1; k < end && k <= i + 3 && runs_on(*value, lines[k], plural); ++k)
      *value += " " + lines[k].text;
    auto found = people(*value);
    if (!found.empty()) return found;
    // The name may stand below its label.
    if (squeeze(*value).empty() && i + 1 < end && lines[i + 1].text.find(':') == std::string::npos) {
      found = people(lines[i + 1].text);
      if (found.size() == 1) return found;
    }
  }
  return {};
}

}  // namespace gt::inspections::reading

#include "inspections/reading/authorities.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "inspections/reading/text.h"
#include "reference/authorities.h"

namespace gt::inspections::reading {
namespace {

/// Names compare by their words: `&` is `and`, punctuation and case do not count.
std::vector<std::string> name_words(std::string_view name) {
  std::string folded = fold(name);
  for (std::size_t at = folded.find('&'); at != std::string::npos; at = folded.find('&', at + 5))
    folded.replace(at, 1, " and ");
  std::erase(folded, '\'');
  return words(folded);
}

std::string key(std::vector<std::string> const& parts) {
  std::string out;
  for (auto const& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

using Names = std::unordered_map<std::string, std::string>;

/// Plain names and printed forms (columns `name` and `printed_forms`, split by `|`) to plain names.
Names const& reference_names() {
  static Names const names = [] {
    Names out;
    std::string_view table = gt::reference::authorities;
    bool header = true;
    while (!table.empty()) {
      auto const end = std::min(table.find('\n'), table.size());
      auto line = table.substr(0, end);
      table.remove_prefix(std::min(end + 1, table.size()));
      if (line.empty() || line[0] == '#') continue;
      if (std::exchange(header, false)) continue;
      auto const tab = line.find('\t');
      if (tab == std::string_view::npos) continue;
      auto const name = line.substr(0, tab);
      auto forms = line.substr(tab + 1);
      forms = forms.substr(0, forms.find('\t'));
      out.emplace(key(name_words(name)), name);
      while (!forms.empty()) {
        auto const bar = std::min(forms.find('|'), forms.size());
        if (bar > 0) out.emplace(key(name_words(forms.substr(0, bar))), name);
        forms.remove_prefix(std::min(bar + 1, forms.size()));
      }
    }
    return out;
  }();
  return names;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Takes one trimming off the front: `the`, `London Borough of`, `Royal Borough of`, `City of`, `Council of` ...
bool strip_front(std::vector<std::string>& parts) {
  if (parts.size() < 2) return false;
  if (parts[0] == "the") {
    parts.erase(parts.begin());
    return true;
  }
  std::size_t n = 0;
  while (n < parts.size() && is_one_of(parts[n], {"london", "royal", "metropolitan", "borough", "city", "county",
                                                  "district", "council", "unitary", "authority", "and"}))
    ++n;
  if (n > 0 && n + 1 < parts.size() && parts[n] == "of") {
    parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(n) + 1);
    return true;
  }
  return false;
}

/// Takes one trimming off the end: `Council`, `Metropolitan Borough Council`, `City of`, `Children's Trust` ...
bool strip_back(std::vector<std::string>& parts) {
  if (parts.size() < 2) return false;
  auto const& last = parts.back();
  bool const trimming = is_one_of(
      last, {"council", "county",      "city",      "borough",  "metropolitan", "district", "unitary",  "authority",
             "local",   "corporation", "childrens", "services", "service",      "trust",    "mbc",      "mdc",
             "cc",      "lbc",         "social",    "care",     "london",       "royal",    "council's"});
  if (trimming || (last == "of" && is_one_of(parts[parts.size() - 2], {"city", "county", "borough"}))) {
    parts.pop_back();
    return true;
  }
  return false;
}

std::optional<std::string> known_name(std::vector<std::string> const& parts) {
  auto const& names = reference_names();
  auto const found = names.find(key(parts));
  if (found == names.end()) return std::nullopt;
  return found->second;
}

/// The printed words less the same trimmings, for a council the list does not hold.
std::string trimmed_print(std::string_view printed, std::vector<std::string> const& kept) {
  std::string clean = squeeze(printed);
  std::vector<std::string> original;
  for (std::size_t at = 0; at < clean.size();) {
    auto const end = std::min(clean.find(' ', at), clean.size());
    original.push_back(clean.substr(at, end - at));
    at = end + 1;
  }
  // Find the run of printed words whose keys are the kept words.
  for (std::size_t start = 0; start < original.size(); ++start) {
    std::vector<std::string> run;
    std::string text;
    for (std::size_t i = start; i < original.size() && run.size() < kept.size(); ++i) {
      auto const more = name_words(original[i]);
      run.insert(run.end(), more.begin(), more.end());
      text += (text.empty() ? "" : " ") + original[i];
    }
    if (run == kept) {
      while (!text.empty() && (text.back() == ',' || text.back() == '.')) text.pop_back();
      return text;
    }
  }
  return clean;
}

}  // namespace

AuthorityName plain_authority(std::string_view printed) {
  auto parts = name_words(printed.substr(0, 300));
  if (parts.empty()) return {"", false};
  // All ways of trimming front and end, least first, so that "City of London" is found before "London".
  auto front = parts;
  std::vector<std::string> shortest = parts;
  for (bool more_front = true; more_front; more_front = strip_front(front)) {
    auto back = front;
    for (bool more_back = true; more_back; more_back = strip_back(back)) {
      if (auto name = known_name(back)) return {*name, true};
      shortest = back;
    }
  }
  return {trimmed_print(printed, shortest), false};
}

}  // namespace gt::inspections::reading

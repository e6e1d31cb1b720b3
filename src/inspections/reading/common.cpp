#include "inspections/reading/common.h"

#include <algorithm>
#include <array>

#include "inspections/reading/authorities.h"
#include "inspections/reading/dates.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {}  // namespace

std::string heading_letters(Line const& line) { return letters(without_footnote_mark(line.text)); }

bool is_contents_entry(Line const& line) {
  auto const& text = line.text;
  std::size_t end = text.size();
  while (end > 0 && is_digit(text[end - 1])) --end;
  if (end == text.size() || end < 3 || text.size() - end > 3) return false;
  auto const before = std::string_view{text}.substr(0, end);
  return before.ends_with("  ") || before.ends_with("..") || before.ends_with(". ") || before.ends_with("\t");
}

Range contents(std::vector<Line> const& lines) {
  for (std::size_t i = 0; i < lines.size() && lines[i].page <= 12; ++i) {
    if (lines[i].folded != "contents" && lines[i].folded != "contents page") continue;
    std::size_t end = i + 1;
    int entries = 0;
    while (end < lines.size() && lines[end].page == lines[i].page) {
      if (!lines[end].text.empty() && is_digit(lines[end].text.back())) ++entries;
      ++end;
    }
    if (entries >= 3) return {i, end};
  }
  return {};
}

std::size_t find_start(std::vector<Line> const& lines, std::size_t begin, std::size_t end, std::string_view folded) {
  end = std::min(end, lines.size());
  for (std::size_t i = begin; i < end; ++i)
    if (lines[i].folded.starts_with(folded)) return i;
  return end;
}

std::optional<std::string> labelled_text(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                                         std::span<std::string_view const> labels) {
  end = std::min(end, lines.size());
  for (std::size_t i = begin; i < end; ++i) {
    for (auto const label : labels) {
      if (!lines[i].folded.starts_with(label)) continue;
      auto text = squeeze(lines[i].text);
      auto const colon = text.find(':');
      if (colon != std::string::npos && colon <= label.size() + 4) {
        text.erase(0, colon + 1);
      } else {
        text.erase(0, label.size());
        // "Inspection dates 4 to 15 June" has no colon; "Inspection date is" is prose.
        while (!text.empty() && (text[0] == 's' || text[0] == '(' || text[0] == ')')) text.erase(0, 1);
      }
      text = squeeze(text);
      for (std::size_t k = i + 1; k < end && k <= i + 2; ++k) {
        auto const& next = lines[k];
        auto const folded = fold(text);
        bool const open = folded.empty() || folded.ends_with(" to") || folded.ends_with(" and") ||
                          folded.ends_with("-") || folded.ends_with(",") || folded.ends_with("&");
        bool const more =
            !next.blank_before && !next.top &&
            (is_digit(next.folded[0]) || next.folded.starts_with("and ") || next.folded.starts_with("to "));
        if (next.folded.find(':') != std::string::npos || (!open && !more)) break;
        text += (text.empty() ? "" : " ") + squeeze(next.text);
      }
      return text;
    }
  }
  return std::nullopt;
}

OnSite set_dates(ReportReading& reading, std::string_view printed) {
  reading.dates_printed = squeeze(printed);
  auto const periods = on_site_periods(printed);
  if (periods.empty()) {
    leave_to_person(reading, "inspection_start",
                    "The dates on site could not be read. Look at the first page and enter them.");
    return {};
  }
  reading.inspection_start = periods.front().start;
  reading.inspection_end = periods.front().end;
  for (auto const& period : periods) reading.inspection_end = std::max(*reading.inspection_end, period.end);
  return {periods.size(), periods.front().end.days_since(periods.front().start)};
}

void set_authority(ReportReading& reading, std::string printed) {
  reading.authority_printed = squeeze(printed);
  if (reading.authority_printed.empty()) {
    leave_to_person(reading, "authority", "No authority's name was found. Look at the first page and enter it.");
    return;
  }
  auto name = plain_authority(reading.authority_printed);
  reading.authority = std::move(name.plain);
  if (!name.known)
    reading.warnings.push_back("\"" + reading.authority +
                               "\" is not in the list of English authorities. Check the name before you use it.");
}

std::string without_services(std::string_view text) {
  std::string out = squeeze(text);
  // Longest endings first; the apostrophe may be either kind.
  for (std::string_view ending :
       {"local authority childrens social care services", "local authority childrens services",
        "childrens social care services", "childrens services", "local authority services for children",
        "services for children", "local authority"}) {
    std::string const folded = fold(out);
    std::string bare = folded;
    std::erase(bare, '\'');
    auto const at = bare.rfind(ending);
    if (at == std::string::npos) continue;
    // Find the same place in the printed text by counting words.
    auto const before = std::count(bare.begin(), bare.begin() + static_cast<std::ptrdiff_t>(at), ' ');
    auto const length = std::count(ending.begin(), ending.end(), ' ') + 1;
    std::vector<std::string> kept;
    std::ptrdiff_t n = 0;
    for (std::size_t start = 0; start < out.size(); ++n) {
      auto const end = std::min(out.find(' ', start), out.size());
      if (n < before || n >= before + length) kept.push_back(out.substr(start, end - start));
      start = end + 1;
    }
    out.clear();
    for (auto const& word : kept) out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

void share_text(std::vector<Paragraph>& paragraphs, std::vector<Area> const& areas) {
  auto paragraph = paragraphs.begin();
  for (auto const& area : areas) {
    if (!area.number) continue;
    auto const same = std::find_if(paragraph, paragraphs.end(), [&](Paragraph const& one) {
      return one.number == *area.number && one.page == area.page;
    });
    if (same == paragraphs.end()) continue;
    same->text = area.text;
    paragraph = std::next(same);
  }
}

void leave_to_person(ReportReading& reading, std::string field, std::string reason) {
  reading.warnings.push_back(reason);
  reading.to_complete.push_back({std::move(field), std::move(reason)});
}

void set_published(ReportReading& reading, std::vector<Line> const& lines, std::size_t end) {
  static constexpr std::array<std::string_view, 3> labels{"report published", "published", "publication date"};
  if (auto const text = labelled_text(lines, 0, end, labels)) reading.published = printed_date(*text);
}

}  // namespace gt::inspections::reading

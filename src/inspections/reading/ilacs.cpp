#include <algorithm>
#include <array>

#include "inspections/reading/areas.h"
#include "inspections/reading/common.h"
#include "inspections/reading/families.h"
#include "inspections/reading/grades.h"
#include "inspections/reading/judgement_table.h"
#include "inspections/reading/names.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

constexpr std::string_view overall = "Overall effectiveness";
/// From inspections on site in April 2026 no overall effectiveness is judged.
constexpr int first_year_without_overall = 2026;

/// `Judgement   Grade`, or the two words on lines of their own.
bool is_table_header(std::vector<Line> const& lines, std::size_t i) {
  auto parts = words(lines[i].folded);
  if (parts.size() == 1 && i > 0 && parts[0].starts_with("grade")) {
    parts = words(lines[i - 1].folded);
    return parts.size() == 1 && parts[0].starts_with("judg");
  }
  return parts.size() == 2 && parts[0].starts_with("judg") && (parts[1] == "grade" || parts[1] == "grades");
}

/// `Inspection of Northmere local authority children's services`, also with the authority in lines of its own before.
struct Title {
  std::string authority;
  bool authority_inside = false;
};

std::optional<Title> title(std::string const& text) {
  auto const folded = fold(text);
  // Byte places agree while only ASCII stands before them, so the printed words are counted instead.
  std::vector<std::string> printed;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    printed.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::size_t inspection = printed.size();
  for (std::size_t i = 0; i + 1 < printed.size(); ++i) {
    auto const word = fold(printed[i]);
    if ((word == "inspection" || word == "re-inspection" || word == "reinspection") && fold(printed[i + 1]) == "of") {
      inspection = i;
      break;
    }
  }
  if (inspection == printed.size() || folded.find("services") == std::string::npos) return std::nullopt;
  auto const run = [&](std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + printed[i];
    return out;
  };
  std::size_t after = inspection + 2;
  if (after < printed.size() && fold(printed[after]) == "the" && after + 1 < printed.size() &&
      fold(printed[after + 1]) != "royal")
    ++after;
  Title out;
  auto inside = without_services(run(after, printed.size()));
  if (inside.starts_with("in ")) inside.erase(0, 3);
  auto before = run(0, inspection);
  if (fold(before) == "ofsted") before.clear();
  out.authority_inside = !inside.empty();
  out.authority = before.empty() ? inside : before;
  return out;
}

struct SectionHeading {
  std::size_t begin;
  std::size_t end;
  std::string words;
  Category const* category;
  std::optional<Grade> grade;
  bool before_number;
};

/// A section heading is a block of its own that ends in its grade, or stands right above a numbered paragraph.
std::optional<SectionHeading> section_heading(std::vector<Line> const& lines, std::size_t i) {
  auto const& first = lines[i];
  if (!first.folded.starts_with("the experience") && !first.folded.starts_with("experiences and progress") &&
      !first.folded.starts_with("the impact of leaders") && !first.folded.starts_with("impact of leaders"))
    return std::nullopt;
  if (first.text[0] >= 'a' && first.text[0] <= 'z') return std::nullopt;
  std::size_t end = i + 1;
  auto const stops = [&](std::size_t k) {
    return lines[k].blank_before || lines[k].top || number(lines[k].text) || bullet(lines[k].text);
  };
  while (end < lines.size() && end < i + 5 && !stops(end)) ++end;
  // A grade may wrap with a blank line in between when the heading is set in a box.
  auto const text = joined(lines, i, end);
  bool const before_number = end < lines.size() && number(lines[end].text).has_value();
  if (end < lines.size() && !stops(end)) return std::nullopt;
  if (auto const found = graded(text)) {
    if (auto const* category = find_category(ilacs_categories(), found->subject))
      return SectionHeading{i, end, found->subject, category, found->grade, before_number};
    return std::nullopt;
  }
  auto const* category = find_category(ilacs_categories(), text);
  if (!category || !before_number) return std::nullopt;
  return SectionHeading{i, end, without_footnote_mark(text), category, std::nullopt, before_number};
}

/// One heading a category: prose can repeat the words, so the one right above a number wins, then the last.
std::vector<SectionHeading> section_headings(std::vector<Line> const& lines, std::size_t begin) {
  std::vector<SectionHeading> out;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    auto found = section_heading(lines, i);
    if (!found) continue;
    auto const same =
        std::find_if(out.begin(), out.end(), [&](auto const& one) { return one.category == found->category; });
    if (same == out.end()) {
      out.push_back(std::move(*found));
    } else if (found->before_number && !same->before_number) {
      *same = std::move(*found);
    }
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.begin < b.begin; });
  return out;
}

bool has(ReportReading const& reading, std::string_view category) {
  return std::any_of(reading.judgements.begin(), reading.judgements.end(),
                     [&](Judgement const& one) { return one.category == category; });
}

/// The table is the authority; headings repeat its grades and stand in where the table cannot be read.
void check_against_headings(ReportReading& reading, std::vector<SectionHeading> const& headings, bool table_read) {
  for (auto const& heading : headings) {
    if (!heading.grade) continue;
    auto const same = std::find_if(reading.judgements.begin(), reading.judgements.end(),
                                   [&](Judgement const& one) { return one.category == heading.category->name; });
    if (same == reading.judgements.end()) {
      if (table_read) continue;
      reading.judgements.push_back({std::string{heading.category->name}, *heading.grade, JudgedBody::local_authority});
    } else if (same->grade != *heading.grade) {
      reading.warnings.push_back("\"" + same->category + "\" is " + std::string{word(same->grade)} +
                                 " in the table of judgements and " + std::string{word(*heading.grade)} +
                                 " in its heading. Check which is right.");
    }
  }
}

bool is_list_title(Line const& line) {
  auto const found = heading_letters(line);
  return found == "whatneedstoimprove" && !is_contents_entry(line);
}

void read_areas(ReportReading& reading, Document const& document, std::size_t begin, std::size_t first_section,
                std::vector<std::size_t> const& numbers, bool& footnoted) {
  auto const& lines = document.lines;
  std::size_t at = begin;
  while (at < lines.size() && !is_list_title(lines[at])) ++at;
  if (at == lines.size()) return;
  reading.areas_section_title = without_footnote_mark(lines[at].text);
  footnoted = *reading.areas_section_title != squeeze(lines[at].text);
  std::size_t end = lines.size();
  if (first_section > at) end = std::min(end, first_section);
  for (auto const start : numbers)
    if (start > at) {
      end = std::min(end, start);
      break;
    }
  reading.areas = read_list(lines, at + 1, end, {}, {});
  for (auto& area : reading.areas) area.tags = framework_tags(area.text);
}

Framework framework(ReportReading const& reading, bool authority_inside, bool footnoted) {
  bool const tagged = footnoted || std::any_of(reading.areas.begin(), reading.areas.end(),
                                               [](Area const& area) { return !area.tags.empty(); });
  bool const split = has(reading, "The experiences and progress of care leavers");
  bool const late = !reading.inspection_start || reading.inspection_start->year() >= first_year_without_overall;
  if (!has(reading, overall) && !reading.judgements.empty() && late && (split || tagged)) return Framework::ilacs_2026;
  if (tagged && split) return Framework::ilacs_2025_nf;
  if (split) return Framework::ilacs_2023_split;
  return authority_inside ? Framework::ilacs_2021 : Framework::ilacs_2018;
}

}  // namespace

std::optional<ReportReading> read_ilacs(Document const& document) {
  auto const& lines = document.lines;
  std::size_t const front = std::min<std::size_t>(lines.size(), 120);
  std::size_t const dates = find_start(lines, 0, std::min<std::size_t>(front, 60), "inspection date");
  std::size_t header = 0;
  while (header < front && !is_table_header(lines, header)) ++header;
  bool const has_header = header < front;

  std::size_t const title_end = std::min({dates, has_header ? header : front, std::size_t{12}});
  auto const found = title(joined(lines, 0, title_end));
  auto const headings = section_headings(lines, has_header ? header + 1 : title_end);
  if (!found || (!has_header && headings.empty())) return std::nullopt;
  if (fold(found->authority).size() > 120) return std::nullopt;

  ReportReading reading;
  set_authority(reading, found->authority);
  static constexpr std::array<std::string_view, 2> labels{"inspection date", "dates of inspection"};
  auto const on_site = set_dates(reading, labelled_text(lines, 0, front, labels).value_or(""));
  reading.kind = on_site.first_span <= 7 ? Kind::ilacs_short : Kind::ilacs_standard;
  if (on_site.periods == 0) reading.kind = Kind::ilacs_standard;
  reading.lead_inspectors = labelled_people(lines, 0, front, "lead inspector");
  reading.deputy_lead_inspectors = labelled_people(lines, 0, front, "deputy lead inspector");
  if (reading.lead_inspectors.empty())
    leave_to_person(reading, "lead_inspectors",
                    "No lead inspector was found. Look at the first page and enter the name.");

  Table table;
  if (has_header) table = read_table(lines, header + 1, lines.size(), ilacs_categories(), true);
  bool const table_read = has_header && table.matched;
  reading.judgements = table.judgements;
  check_against_headings(reading, headings, table_read);
  if (!table_read)
    leave_to_person(
        reading, "judgements",
        "The table of judgements could not be read whole. The grades shown are those of the section headings; "
        "check them and add the missing ones.");

  std::size_t const body = has_header ? std::max(table.end, header + 1) : title_end;
  std::vector<Heading> sections;
  for (auto const& heading : headings)
    if (heading.begin >= body) sections.push_back({heading.begin, heading.end, heading.words});
  std::size_t const first_section = sections.empty() ? body : sections.front().begin;
  auto const starts = paragraph_starts(lines, first_section, lines.size(), sections);
  reading.paragraphs = read_paragraphs(lines, starts, lines.size(), sections);
  if (reading.paragraphs.empty()) reading.warnings.emplace_back("No numbered paragraphs were found.");

  bool footnoted = false;
  read_areas(reading, document, body, sections.empty() ? lines.size() : first_section, starts, footnoted);
  reading.framework = framework(reading, found->authority_inside, footnoted);
  if (!has(reading, overall) && reading.framework != Framework::ilacs_2026)
    leave_to_person(reading, "judgements",
                    "No grade for overall effectiveness was found. Check the table of judgements.");
  return reading;
}

}  // namespace gt::inspections::reading

#include <algorithm>
#include <array>

#include "inspections/reading/areas.h"
#include "inspections/reading/common.h"
#include "inspections/reading/dates.h"
#include "inspections/reading/families.h"
#include "inspections/reading/names.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

struct Form {
  std::string_view start;  ///< Folded words at the start of the title.
  Kind kind;
  Framework framework;
};

constexpr std::array<Form, 8> forms{{
    {"focused visit to ", Kind::focused_visit, Framework::focused_visit},
    {"focused visit of ", Kind::focused_visit, Framework::focused_visit},
    {"focussed visit to ", Kind::focused_visit, Framework::focused_visit},
    {"monitoring visit to ", Kind::monitoring_visit, Framework::monitoring_visit},
    {"monitoring visit of ", Kind::monitoring_visit, Framework::monitoring_visit},
    {"joint targeted area inspection of ", Kind::jtai, Framework::jtai},
    {"joint targeted area inspection (jtai) of ", Kind::jtai, Framework::jtai},
    {"joint targeted area inspection in ", Kind::jtai, Framework::jtai},
}};

struct Title {
  Form const* form;
  std::size_t begin;
  std::size_t end;
  std::string rest;  ///< The printed words after the form's.
};

bool starts_upper(Line const& line) { return line.text[0] >= 'A' && line.text[0] <= 'Z'; }

/// `26 June 2024` by itself.
bool on_date_line(Line const& line) {
  return line.folded.size() < 30 && line.folded[0] >= '0' && line.folded[0] <= '9' && printed_date(line.folded);
}

/// The title is a block of its own of at most three lines; a sentence that begins like it goes on and ends in a stop.
std::optional<Title> find_title(std::vector<Line> const& lines) {
  std::size_t const front = std::min<std::size_t>(lines.size(), 90);
  for (std::size_t i = 0; i < front; ++i) {
    if (!starts_upper(lines[i])) continue;
    for (auto const& form : forms) {
      if (!lines[i].folded.starts_with(form.start.substr(0, form.start.size() - 1))) continue;
      auto const end = block_end(lines, i, std::min(front, i + 6));
      std::size_t last = i + 1;
      auto text = joined(lines, i, last);
      // A date or the salutation may stand right below.
      while (last < end && last < i + 3 && !lines[last].folded.starts_with("dear ") && !on_date_line(lines[last]))
        text = joined(lines, i, ++last);
      if (ends_sentence(text) || text.size() > 220 || text.size() <= form.start.size()) continue;
      if (end - i > 4) continue;
      return Title{&form, i, last, text.substr(form.start.size())};
    }
  }
  return std::nullopt;
}

std::string printed_authority(Title const& title) {
  auto rest = without_footnote_mark(title.rest);
  if (fold(rest.substr(0, 4)) == "the " && title.form->kind != Kind::jtai && fold(rest).find("royal") != 4)
    rest.erase(0, 4);
  if (title.form->kind == Kind::jtai) {
    // "the multi-agency response to ... in Northmere": the place is last.
    auto const folded = fold(rest);
    bool const about = folded.starts_with("the multi") || folded.find("response to") != std::string::npos ||
                       folded.find("arrangements") != std::string::npos || folded.starts_with("services for");
    auto const in = rest.rfind(" in ");
    if (about && in != std::string::npos) rest.erase(0, in + 4);
  }
  return without_services(rest);
}

/// Dates after `Inspection dates:`, or in a sentence: `on 19 and 20 November 2019`, `between 4 and 8 December 2017`.
std::string visit_dates(std::vector<Line> const& lines, std::size_t from) {
  static constexpr std::array<std::string_view, 4> labels{"inspection date", "visit date", "dates of visit",
                                                          "date of visit"};
  auto const front = std::min<std::size_t>(lines.size(), from + 60);
  if (auto const text = labelled_text(lines, 0, front, labels); text && !on_site_periods(*text).empty()) return *text;
  auto const text = " " + fold(joined(lines, from, front));
  static constexpr std::array<std::string_view, 4> leads{" on ", " from ", " between ", " during "};
  std::size_t best = std::string::npos;
  for (auto const lead : leads) {
    for (std::size_t at = text.find(lead); at != std::string::npos && at < best; at = text.find(lead, at + 1)) {
      auto const next = at + lead.size();
      bool const day = next < text.size() && text[next] >= '0' && text[next] <= '9';
      bool const weekday = text.substr(next, 12).find("day ") != std::string::npos;
      if ((day || weekday) && !on_site_periods(text.substr(at, 100)).empty()) {
        best = at;
        break;
      }
    }
  }
  if (best == std::string::npos) return {};
  auto const sentence = text.substr(best + 1, 100);
  return sentence.substr(0, sentence.find(". "));
}

/// Who signed: the name below `Yours sincerely`, when an inspector's title follows it in one column.
std::vector<std::string> signature(std::vector<Line> const& lines, std::size_t from) {
  for (std::size_t i = from; i + 1 < lines.size(); ++i) {
    if (!lines[i].folded.starts_with("yours sincerely") && !lines[i].folded.starts_with("yours faithfully")) continue;
    auto const& name = lines[i + 1];
    bool const two_columns = name.text.find("   ") != std::string::npos;
    bool const titled = name.folded.find("inspector") != std::string::npos ||
                        name.folded.find("hmi") != std::string::npos ||
                        (i + 2 < lines.size() && (lines[i + 2].folded.find("inspector") != std::string::npos ||
                                                  lines[i + 2].folded.find("hmi") != std::string::npos));
    if (two_columns || !titled || name.text.size() > 60) return {};
    auto found = people(name.text);
    if (found.size() == 1) return found;
    return {};
  }
  return {};
}

/// `The inspectors were A, Her Majesty's Inspector, and B`, `His Majesty's Inspectors for this visit were A and B.`
std::vector<std::string> named_in_text(std::vector<Line> const& lines, std::size_t from) {
  auto const text = joined(lines, from, std::min(lines.size(), from + 30));
  auto const folded = fold(text);
  for (std::string_view lead :
       {"inspectors for this visit were ", "inspectors for the visit were ", "the inspectors were ",
        "the inspector was ", "visit was carried out by ", "inspectors were "}) {
    auto const found = folded.find(lead);
    if (found == std::string::npos) continue;
    // The same place in the printed text, counted in words.
    auto const skip =
        std::count(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(found + lead.size()), ' ');
    std::size_t at = 0;
    for (std::ptrdiff_t n = 0; n < skip && at != std::string::npos; ++n) at = text.find(' ', at + (n > 0 ? 1 : 0));
    if (at == std::string::npos) return {};
    auto rest = text.substr(at + 1, 300);
    return people(rest.substr(0, rest.find(". ")));
  }
  return {};
}

/// The heading of a list of improvements: its printed words and the line after it.
struct ListTitle {
  std::string words;
  std::size_t end;
  bool priority_action;
};

std::optional<ListTitle> list_title(std::vector<Line> const& lines, std::size_t i) {
  auto const& line = lines[i];
  if (!starts_upper(line) || line.text.size() > 100) return std::nullopt;
  bool const priority = is_priority_heading(line.folded);
  if (priority)
    return ListTitle{without_footnote_mark(line.text), i + 1, line.folded.find("priority") != std::string::npos};
  if (!line.folded.starts_with("what needs to improve")) return std::nullopt;
  std::size_t end = i + 1;
  while (end < lines.size() && end < i + 3 && !lines[end].blank_before && !lines[end].top && !bullet(lines[end].text) &&
         !number(lines[end].text))
    ++end;
  auto const words = joined(lines, i, end);
  if (fold(words).ends_with(".") || words.size() > 120) return std::nullopt;
  return ListTitle{without_footnote_mark(words), end, false};
}

bool ends_list(std::vector<Line> const& lines, std::size_t i, std::size_t first) {
  auto const& line = lines[i];
  if (!starts_upper(line) || bullet(line.text) || number(line.text) || line.text.size() > 90) return false;
  static constexpr std::array<std::string_view, 16> known{"findings",
                                                          "mainfindings",
                                                          "headlinefindings",
                                                          "findingsandevaluationofprogress",
                                                          "overview",
                                                          "strengths",
                                                          "keystrengths",
                                                          "nextsteps",
                                                          "background",
                                                          "context",
                                                          "summary",
                                                          "conclusion",
                                                          "areascoveredbythevisit",
                                                          "areasofstrength",
                                                          "keyfindings",
                                                          "contextoftheinspection"};
  auto const found = heading_letters(line);
  if (std::find(known.begin(), known.end(), found) != known.end()) return true;
  if (found.starts_with("yourssincerely") || found.starts_with("yoursfaithfully") ||
      found.starts_with("practicestudy") || found.starts_with("casestudy"))
    return true;
  // Any other heading: a short line apart, without a stop, at or left of the items.
  return i > first && (line.blank_before || line.top) && line.indent <= lines[first].indent &&
         !ends_sentence(line.text) && ends_sentence(lines[i - 1].text) && line.text.back() != ',' &&
         line.text.back() != ';';
}

void read_lists(ReportReading& reading, std::vector<Line> const& lines, std::size_t from,
                std::vector<std::size_t> const& numbers) {
  struct List {
    std::string title;
    bool priority_action;
    std::vector<Area> areas;
  };
  std::vector<List> lists;
  for (std::size_t i = from; i < lines.size(); ++i) {
    auto const title = list_title(lines, i);
    if (!title) continue;
    std::size_t end = title->end;
    while (end < lines.size() && !list_title(lines, end) && !ends_list(lines, end, title->end)) ++end;
    auto areas = read_list(lines, title->end, end, numbers, {});
    if (!areas.empty()) lists.push_back({title->words, title->priority_action, std::move(areas)});
    i = end - 1;
  }
  for (auto& list : lists) {
    if (!list.priority_action && !reading.areas_section_title) reading.areas_section_title = list.title;
    for (auto& area : list.areas) {
      if (lists.size() > 1 || list.priority_action) area.priority = list.title;
      area.tags = framework_tags(area.text);
      reading.areas.push_back(std::move(area));
    }
  }
  if (!reading.areas_section_title && !lists.empty()) reading.areas_section_title = lists.front().title;
}

}  // namespace

std::optional<ReportReading> read_letter(Document const& document) {
  auto const& lines = document.lines;
  auto const title = find_title(lines);
  if (!title) return std::nullopt;
  std::size_t const front = std::min<std::size_t>(lines.size(), title->end + 60);
  bool const letter = find_start(lines, 0, front, "dear ") < front ||
                      find_start(lines, title->end, front, "this letter ") < front ||
                      find_start(lines, 0, lines.size(), "yours sincerely") < lines.size() ||
                      find_start(lines, 0, front, "inspection date") < front;
  if (!letter) return std::nullopt;

  ReportReading reading;
  reading.kind = title->form->kind;
  reading.framework = title->form->framework;
  set_authority(reading, printed_authority(*title));
  set_dates(reading, visit_dates(lines, title->end));
  if (reading.inspection_start && reading.inspection_end)
    reading.dates_printed = reading.inspection_start->printed() + " to " + reading.inspection_end->printed();
  set_published(reading, lines, std::min<std::size_t>(lines.size(), 60));

  reading.lead_inspectors = labelled_people(lines, 0, front, "lead inspector");
  // A joint inspection's letter is signed by heads of inspectorates.
  if (reading.lead_inspectors.empty() && reading.kind != Kind::jtai) {
    reading.lead_inspectors = signature(lines, title->end);
    if (reading.lead_inspectors.empty()) {
      reading.lead_inspectors = named_in_text(lines, title->end);
      leave_to_person(
          reading, "lead_inspectors",
          reading.lead_inspectors.empty()
              ? "No inspector's name was found. Look at the end of the letter and enter it."
              : "The letter does not say who led the visit; the inspectors it names are shown. Correct them.");
    }
  }

  auto const starts = paragraph_starts(lines, title->end, lines.size(), {});
  read_lists(reading, lines, title->end, starts);
  if (reading.areas.empty())
    leave_to_person(reading, "areas_for_improvement",
                    "No list of improvements was found. If the letter asks for any in its text, enter them by hand.");
  leave_to_person(
      reading, "paragraphs",
      "A letter gives no grades and its paragraphs have no numbers. Copy out the findings that you want to act on.");
  return reading;
}

}  // namespace gt::inspections::reading

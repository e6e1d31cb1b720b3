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

/// The last page's table: any row with a grade at its end, category lines below it without a grade run on.
std::vector<Judgement> record_of_findings(std::vector<Line> const& lines, std::size_t begin) {
  struct Row {
    std::string name;
    Grade grade;
  };
  std::vector<Row> rows;
  std::string waiting;
  for (std::size_t i = begin; i < lines.size() && i < begin + 60; ++i) {
    auto const& line = lines[i];
    auto const gap = line.text.rfind("  ");
    auto const right = gap == std::string::npos ? std::string_view{} : std::string_view{line.text}.substr(gap);
    if (only_grade_words(line.folded) && !waiting.empty()) {
      rows.push_back({waiting, first_grade(line.folded).value_or(Grade::not_judged)});
      waiting.clear();
    } else if (!right.empty() && only_grade_words(fold(right))) {
      std::string name = line.blank_before ? std::string{} : waiting;
      join_line(name, std::string_view{line.text}.substr(0, gap));
      rows.push_back({std::move(name), first_grade(fold(right)).value_or(Grade::not_judged)});
      waiting.clear();
    } else if (!line.blank_before && !rows.empty() && waiting.empty() && line.text.size() < 60) {
      join_line(rows.back().name, line.text);
    } else {
      if (line.blank_before) waiting.clear();
      join_line(waiting, line.text);
    }
  }
  std::vector<Judgement> out;
  for (auto& row : rows) {
    auto const* known = find_category(looked_after_categories(), row.name);
    // `Overall effectiveness of services for looked after children` and the like.
    if (!known) {
      auto const named = letters(row.name);
      for (auto const& category : looked_after_categories())
        if (named.starts_with(letters(category.name).substr(0, 14))) known = &category;
    }
    out.push_back({known ? std::string{known->name} : std::move(row.name), row.grade, JudgedBody::local_authority});
  }
  return out;
}

/// `Overall effectiveness of services ...` / `Grade 4 (Inadequate)`: where the record is missing.
std::vector<Judgement> graded_headings(std::vector<Line> const& lines) {
  std::vector<Judgement> out;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto const& line = lines[i];
    if (!line.folded.starts_with("grade ") || line.folded.size() > 40) continue;
    auto const grade = first_grade(line.folded);
    if (!grade) continue;
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
      auto const found = letters(lines[i - back].text);
      for (auto const& category : looked_after_categories()) {
        if (!found.starts_with(letters(category.name).substr(0, 14))) continue;
        bool const seen =
            std::any_of(out.begin(), out.end(), [&](auto const& one) { return one.category == category.name; });
        if (!seen) out.push_back({std::string{category.name}, *grade, JudgedBody::local_authority});
        back = 4;
        break;
      }
    }
  }
  return out;
}

/// A heading of this form is a block of one or two short lines without a full stop above a grade or a number.
std::vector<Heading> headings(std::vector<Line> const& lines, std::size_t begin) {
  std::vector<Heading> out;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    auto const& line = lines[i];
    char const c = line.text[0];
    if (c < 'A' || c > 'Z' || !(line.blank_before || line.top) || line.text.size() > 70 || is_contents_entry(line))
      continue;
    std::size_t end = i;
    while (end < lines.size() && end < i + 3 && !number(lines[end].text) && !lines[end].folded.starts_with("grade ") &&
           !bullet(lines[end].text) && (end == i || !lines[end].blank_before))
      ++end;
    if (end >= lines.size()) break;
    if (end == i) continue;
    bool const grade = lines[end].folded.starts_with("grade ");
    if (!grade && !number(lines[end].text)) continue;
    auto const text = joined(lines, i, end);
    if (ends_sentence(text) || text.back() == ':') continue;
    out.push_back({i, grade ? end + 1 : end, text});
    i = end - 1;
  }
  return out;
}

}  // namespace

std::optional<ReportReading> read_looked_after_2013(Document const& document) {
  auto const& lines = document.lines;
  std::size_t const front = std::min<std::size_t>(lines.size(), 40);
  std::size_t title = find_start(lines, 0, std::min<std::size_t>(front, 12), "inspection of looked after children");
  if (title == std::min<std::size_t>(front, 12)) return std::nullopt;
  std::size_t const dates = find_start(lines, title, front, "inspection date");
  if (dates == front) return std::nullopt;

  ReportReading reading;
  reading.kind = Kind::other;
  reading.framework = Framework::lac_2013;
  auto name = joined(lines, title, dates);
  auto const services = fold(name).find("services");
  // Only ASCII stands before "services", so the place is the same in the printed text.
  auto after = services == std::string::npos ? std::string{} : name.substr(services + 8);
  if (squeeze(after).empty()) after = joined(lines, 0, title);
  set_authority(reading, after);
  static constexpr std::array<std::string_view, 1> labels{"inspection date"};
  set_dates(reading, labelled_text(lines, 0, front, labels).value_or(""));
  set_published(reading, lines, front);
  reading.lead_inspectors = labelled_people(lines, 0, front, "reporting inspector");
  if (reading.lead_inspectors.empty()) reading.lead_inspectors = labelled_people(lines, 0, front, "lead inspector");
  if (reading.lead_inspectors.empty())
    leave_to_person(reading, "lead_inspectors",
                    "No reporting inspector was found. Look at the first page and enter the name.");

  auto const contents_page = contents(lines);
  std::size_t const body = std::max(dates + 1, contents_page.end);
  std::size_t record = lines.size();
  for (std::size_t i = body; i < lines.size(); ++i)
    if (lines[i].folded.starts_with("record of main findings") && !is_contents_entry(lines[i])) record = i;
  if (record < lines.size()) reading.judgements = record_of_findings(lines, record + 1);
  if (reading.judgements.empty()) reading.judgements = graded_headings(lines);
  if (reading.judgements.empty())
    leave_to_person(reading, "judgements", "The record of main findings was not found. Enter its grades.");

  auto const sections = headings(lines, body);
  auto const starts = paragraph_starts(lines, body, record, sections);
  reading.paragraphs = read_paragraphs(lines, starts, record, sections);

  for (std::size_t i = body; i < record; ++i) {
    if (heading_letters(lines[i]) != "areasforimprovement" || is_contents_entry(lines[i])) continue;
    reading.areas_section_title = without_footnote_mark(lines[i].text);
    // The list is one numbered paragraph; it ends where the next begins or at the next heading.
    std::size_t end = record;
    int seen = 0;
    for (auto const start : starts)
      if (start > i && ++seen == 2) end = std::min(end, start);
    for (auto const& section : sections)
      if (section.begin > i) {
        end = std::min(end, section.begin);
        break;
      }
    reading.areas = read_list(lines, i + 1, end, starts, {.timescales = true});
    break;
  }
  return reading;
}

}  // namespace gt::inspections::reading

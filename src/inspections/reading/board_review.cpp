#include <algorithm>
#include <array>

#include "inspections/reading/board.h"
#include "inspections/reading/common.h"
#include "inspections/reading/families.h"
#include "inspections/reading/names.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

std::vector<Heading> headings(std::vector<Line> const& lines, std::size_t begin, Range const& contents_page) {
  static constexpr std::array<std::string_view, 12> known{
      "summaryoffindings", "executivesummary",  "whatdoesthelscbneedtoimprove", "whatdoestheboardneedtoimprove",
      "recommendations",   "inspectionjudg",    "inspectionfindings",           "informationabout",
      "whattheinspection", "thelscbsstrengths", "keystrengthsandweaknesses",    "whatdoesthelocalsafeguarding"};
  std::vector<Heading> out;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    auto const& line = lines[i];
    if (contents_page.holds(i) || is_contents_entry(line) || line.text.size() > 110 || line.text[0] < 'A' ||
        line.text[0] > 'Z')
      continue;
    auto const found = heading_letters(line);
    if (std::any_of(known.begin(), known.end(), [&](auto start) { return found.starts_with(start); }))
      out.push_back({i, i + 1, without_footnote_mark(line.text)});
  }
  return out;
}

}  // namespace

std::optional<ReportReading> read_board_review(Document const& document) {
  auto const& lines = document.lines;
  std::size_t const front = std::min<std::size_t>(lines.size(), 60);
  std::size_t title = 0;
  while (title < front && !lines[title].folded.starts_with("review of the effectiveness of the local safeguarding"))
    ++title;
  std::size_t const dates = find_start(lines, 0, front, "inspection date");
  std::size_t const review_dates = find_start(lines, 0, front, "review date");
  std::size_t const dated = std::min(dates, review_dates);
  if (title == front || (dated == front && title > 12)) return std::nullopt;

  ReportReading reading;
  reading.kind = Kind::other;
  reading.framework = Framework::lscb_review;
  auto name = joined(lines, 0, title);
  if (fold(name).starts_with("ofsted ")) name.erase(0, 7);
  if (name.empty() && dated < front && dated > title + 1) {
    // The name may stand below the title, whose last word is "Board".
    std::size_t first = title + 1;
    while (first < dated && lines[first].folded.starts_with("board")) ++first;
    name = joined(lines, first, dated);
  }
  set_authority(reading, name);
  static constexpr std::array<std::string_view, 3> labels{"inspection date", "review date", "dates of review"};
  set_dates(reading, labelled_text(lines, 0, front, labels).value_or(""));
  set_published(reading, lines, front);
  reading.lead_inspectors = labelled_people(lines, 0, lines.size(), "lead inspector");
  reading.deputy_lead_inspectors = labelled_people(lines, 0, lines.size(), "deputy lead inspector");
  if (reading.lead_inspectors.empty())
    leave_to_person(reading, "lead_inspectors",
                    "No lead inspector was found. Look at the last pages and enter the name.");

  auto const contents_page = contents(lines);
  std::size_t const body = dated < front ? dated + 1 : title + 1;
  if (auto const grade = board_grade(lines, body, lines.size()))
    reading.judgements.push_back({std::string{board_category}, *grade, JudgedBody::safeguarding_board});
  else
    leave_to_person(reading, "judgements",
                    "No grade of the Local Safeguarding Children Board was found. Enter it if given.");

  auto const sections = headings(lines, body, contents_page);
  auto const starts = paragraph_starts(lines, body, lines.size(), sections);
  reading.paragraphs = read_paragraphs(lines, starts, lines.size(), sections);
  auto const after = std::max(body, contents_page.end);
  auto list = board_list(lines, after, lines.size(), starts);
  reading.board_areas = std::move(list.areas);
  share_text(reading.paragraphs, reading.board_areas);
  if (reading.board_areas.empty())
    leave_to_person(reading, "board_areas_for_improvement",
                    "No list of what the board needs to improve was found. Enter it by hand if there is one.");
  return reading;
}

}  // namespace gt::inspections::reading

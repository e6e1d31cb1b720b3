#include <algorithm>
#include <array>

#include "inspections/reading/areas.h"
#include "inspections/reading/board.h"
#include "inspections/reading/common.h"
#include "inspections/reading/families.h"
#include "inspections/reading/grades.h"
#include "inspections/reading/judgement_table.h"
#include "inspections/reading/names.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

constexpr std::size_t front_lines = 60;

bool is_title_line(Line const& line) {
  return line.folded.starts_with("inspection of services for children in need") ||
         line.folded.starts_with("inspection of services for children and") ||
         line.folded.starts_with("re-inspection of services for") ||
         line.folded.starts_with("reinspection of services for") ||
         line.folded.starts_with("re-inspection of services") || line.folded.starts_with("inspection of services for");
}

bool names_the_services(std::string const& front) {
  return front.find("servicesforchildreninneedofhelpandprotection") != std::string::npos &&
         front.find("childrenlookedafterandcareleavers") != std::string::npos;
}

/// The first grade after one of the sentences that give the overall judgement on the first pages.
std::optional<Grade> overall_grade(std::vector<Line> const& lines, std::size_t end, bool& judgement_sentence) {
  for (std::size_t i = 0; i < end; ++i) {
    auto const& folded = lines[i].folded;
    bool const sentence = folded.starts_with("the overall judgement") || folded.starts_with("overall judgement") ||
                          folded.starts_with("the overall judgment") || folded.starts_with("the overall effectiveness");
    bool const services = folded.starts_with("children's services in ") ||
                          folded.starts_with("children's services for ") ||
                          folded.starts_with("children's services ") || folded.starts_with("childrens services in ") ||
                          folded.starts_with("services for children in ");
    if (!sentence && !services) continue;
    auto const grade = first_grade(fold(joined(lines, i, std::min(end, i + 3))));
    if (!grade) continue;
    judgement_sentence = sentence;
    return grade;
  }
  return std::nullopt;
}

/// Words of headings over paragraphs, in letters; an empty section keeps the one before.
struct KnownHeading {
  std::string_view start;
  bool whole;
  bool keeps_section;
};

constexpr std::array<KnownHeading, 24> known_headings{{
    {"summaryofkeyfindings", true, false},
    {"summaryoffindings", true, false},
    {"executivesummary", true, false},
    {"recommendations", true, false},
    {"whatdoesthelocalauthorityneedtoimprove", true, false},
    {"whatdoesthelscbneedtoimprove", true, false},
    {"thelocalauthoritysstrengths", true, false},
    {"thelocalauthorityhasthefollowingstrengths", true, false},
    {"progresssincethelastinspection", true, false},
    {"summaryforchildrenandyoungpeople", true, false},
    {"informationaboutthisinspection", true, false},
    {"informationaboutthislocalauthorityarea", true, false},
    {"inspectionjudgementsaboutthelocalauthority", true, false},
    {"inspectionjudgementaboutthelscb", true, false},
    {"inspectionjudgementsaboutthelscb", true, false},
    {"inspectionfindingsthelocalsafeguardingchildrenboard", false, false},
    {"keystrengthsandweaknessesofthelscb", false, false},
    {"whattheinspectionjudgementsmean", false, false},
    {"whattheinspectionjudgmentsmean", false, false},
    {"inspectionfindings", true, true},
    {"summary", true, true},
    {"keyjudg", false, true},
    {"theinspectionteam", true, true},
    {"annex", false, false},
}};

/// `The experiences and progress of children who need help and protection`, with its grade beside it or after it.
std::optional<Heading> graded_heading(std::vector<Line> const& lines, std::size_t i) {
  auto const& first = lines[i].folded;
  bool const experiences = first.starts_with("the experience") || first.starts_with("experiences and progress");
  bool const leadership = first.starts_with("leadership, management") || first.starts_with("leadership management");
  if (first.starts_with("the graded judg")) {
    auto const end = std::min(block_end(lines, i, lines.size()), i + 3);
    auto const text = fold(joined(lines, i, end));
    if (text.find("adoption") != std::string::npos) return Heading{i, end, "Adoption performance"};
    if (text.find("leavers") != std::string::npos) return Heading{i, end, "Experiences and progress of care leavers"};
    return std::nullopt;
  }
  if (!experiences && !leadership) return std::nullopt;
  // The left column alone, grade words beside it left out.
  std::string left;
  bool has_grade = false;
  for (std::size_t k = i; k < lines.size() && k < i + 6; ++k) {
    auto const& line = lines[k];
    if (k > i && (number(line.text) || bullet(line.text) || line.page != lines[i].page)) break;
    std::string_view text = line.text;
    auto const gap = text.rfind("  ");
    if (only_grade_words(line.folded)) {
      has_grade = true;
      continue;
    }
    if (gap != std::string_view::npos && only_grade_words(fold(text.substr(gap + 2)))) {
      has_grade = true;
      text = text.substr(0, gap);
    } else if (auto const cut = trailing_grade_words(text); cut < text.size() && has_grade) {
      text = text.substr(0, cut);
    }
    join_line(left, text);
    auto subject = left;
    if (auto const ends = graded(left)) {
      subject = ends->subject;
      has_grade = true;
    }
    auto const found = letters(subject);
    bool const known = found == "theexperiencesandprogressofchildrenwhoneedhelpandprotection" ||
                       found == "theexperiencesandprogressofchildrenlookedafterandachievingpermanence" ||
                       found == "theexperiencesandprogressofcareleavers" ||
                       found == "experiencesandprogressofcareleavers" || found == "leadershipmanagementandgovernance";
    if (!known) continue;
    std::size_t end = k + 1;
    while (end < lines.size() && end < k + 3 && only_grade_words(lines[end].folded)) {
      has_grade = true;
      ++end;
    }
    // The same words head a topic in the list of improvements; there they have no grade.
    if (!has_grade && leadership) return std::nullopt;
    return Heading{i, end, squeeze(subject)};
  }
  return std::nullopt;
}

/// The grades repeated over the sections, in the order of the table; for a table that cannot be read.
std::vector<Judgement> grades_of_headings(std::vector<Line> const& lines, std::size_t begin,
                                          Range const& contents_page) {
  static constexpr std::array<std::string_view, 5> marks{"help and protection", "achieving permanence", "adoption",
                                                         "leavers", "leadership"};
  std::array<std::optional<Grade>, 5> found;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    if (contents_page.holds(i) || lines[i].text.size() > 120) continue;
    auto const heading = graded_heading(lines, i);
    if (!heading) continue;
    auto const grade = first_grade(fold(joined(lines, heading->begin, heading->end)));
    auto const section = fold(heading->section);
    for (std::size_t k = 0; k < marks.size(); ++k)
      if (!found[k] && grade && section.find(marks[k]) != std::string::npos) found[k] = grade;
  }
  std::vector<Judgement> out;
  for (std::size_t k = 0; k < marks.size(); ++k)
    if (found[k]) out.push_back({std::string{sif_categories()[k].name}, *found[k], JudgedBody::local_authority});
  return out;
}

std::vector<Heading> headings(std::vector<Line> const& lines, std::size_t begin, Range const& contents_page,
                              std::size_t board) {
  std::vector<Heading> out;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    if (contents_page.holds(i)) continue;
    if (i == board) {
      out.push_back({i, i + 1, without_footnote_mark(lines[i].text), true});
      continue;
    }
    auto const& line = lines[i];
    if (line.text.size() > 120) continue;
    if (auto found = graded_heading(lines, i)) {
      auto const end = found->end;
      out.push_back(std::move(*found));
      i = end - 1;
      continue;
    }
    char const c = line.text[0];
    if (c < 'A' || c > 'Z' || is_contents_entry(line)) continue;
    auto const found = heading_letters(line);
    for (auto const& known : known_headings) {
      if (known.whole ? found != known.start : !found.starts_with(known.start)) continue;
      std::string section = known.keeps_section ? "" : without_footnote_mark(line.text);
      while (!section.empty() && section.back() == ':') section.pop_back();
      out.push_back({i, i + 1, std::move(section)});
      break;
    }
  }
  return out;
}

bool ends_authority_list(std::vector<Line> const& lines, std::size_t i) {
  auto const& line = lines[i];
  if (number(line.text) || bullet(line.text) || line.text.size() > 110) return false;
  char const c = line.text[0];
  if (c < 'A' || c > 'Z') return false;
  if (!line.blank_before && !line.top && i > 0 && !ends_sentence(lines[i - 1].text)) return false;
  auto const found = heading_letters(line);
  static constexpr std::array<std::string_view, 16> endings{"thelocalauthoritysstrengths",
                                                            "thelocalauthorityhas",
                                                            "localauthoritystrengths",
                                                            "localauthoritysstrengths",
                                                            "strengths",
                                                            "thestrengths",
                                                            "informationabout",
                                                            "summaryfor",
                                                            "progresssince",
                                                            "inspectionjudg",
                                                            "inspectionfindings",
                                                            "section2",
                                                            "whattheinspection",
                                                            "thegradedjudg",
                                                            "annex",
                                                            "keystrengths"};
  if (std::any_of(endings.begin(), endings.end(), [&](auto ending) { return found.starts_with(ending); })) return true;
  return found == "summary" || found == "executivesummary" || found.starts_with("theexperiencesandprogressof");
}

/// The authority's own list: its title, and the lines [first, end) of its items.
struct AuthorityList {
  std::string title;
  std::size_t first;
  std::size_t end;
};

std::optional<AuthorityList> authority_list(std::vector<Line> const& lines, std::size_t begin,
                                            Range const& contents_page, std::size_t board) {
  std::optional<std::size_t> at;
  bool titled = false;
  for (std::size_t i = begin; i < board && !at; ++i) {
    if (contents_page.holds(i) || is_contents_entry(lines[i])) continue;
    auto const found = heading_letters(lines[i]);
    bool const asks = found.starts_with("whatdoes") && found.ends_with("needtoimprove");
    bool const recommends = found.starts_with("recommendation") && lines[i].text.size() < 60 &&
                            lines[i].text[0] == 'R' && !ends_sentence(lines[i].text);
    if (asks || recommends || found == "whatneedstoimprove") {
      at = i;
      titled = true;
    }
  }
  for (std::size_t i = begin; i < board && !at; ++i)
    if (!contents_page.holds(i) && is_priority_heading(lines[i].folded)) at = i;
  if (!at) return std::nullopt;
  AuthorityList out;
  out.title = without_footnote_mark(lines[*at].text);
  out.first = titled ? *at + 1 : *at;
  out.end = out.first;
  while (out.end < board && !ends_authority_list(lines, out.end)) ++out.end;
  return out;
}

}  // namespace

std::optional<ReportReading> read_sif(Document const& document) {
  auto const& lines = document.lines;
  std::size_t const front = std::min(lines.size(), front_lines);
  std::size_t title = 0;
  while (title < front && !is_title_line(lines[title])) ++title;
  if (title == front || !names_the_services(letters(joined(lines, title, std::min(front, title + 4)))))
    return std::nullopt;
  std::size_t const dates = find_start(lines, 0, front, "inspection date");

  ReportReading reading;
  reading.kind = Kind::sif;
  std::string authority = joined(lines, 0, title);
  if (fold(authority).starts_with("ofsted ")) authority.erase(0, 7);
  set_authority(reading, authority);
  static constexpr std::array<std::string_view, 2> labels{"inspection date", "dates of inspection"};
  set_dates(reading, labelled_text(lines, 0, front, labels).value_or(""));
  set_published(reading, lines, front);
  reading.lead_inspectors = labelled_people(lines, 0, lines.size(), "lead inspector");
  reading.deputy_lead_inspectors = labelled_people(lines, 0, lines.size(), "deputy lead inspector");
  if (reading.lead_inspectors.empty())
    leave_to_person(
        reading, "lead_inspectors",
        "No lead inspector was found. Look under \"Information about this inspection\" and enter the name.");

  auto const contents_page = contents(lines);
  std::size_t const table_begin = dates < front ? dates + 1 : title + 1;
  auto const table = read_table(lines, table_begin, lines.size(), sif_categories(), false);
  reading.judgements = table.judgements;
  if (!table.matched) {
    reading.judgements = grades_of_headings(lines, std::max(table.end, table_begin), contents_page);
    leave_to_person(
        reading, "judgements",
        "The table of judgements on the first page could not be read. The grades shown are those of the section "
        "headings; check them and add the missing ones.");
  }
  std::size_t const body = std::max(table.end, table_begin);

  bool judgement_sentence = false;
  auto overall = overall_grade(lines, std::min(lines.size(), table_begin + 60), judgement_sentence);
  // Whatever its words, the sentence above the table gives the grade.
  if (!overall && table.first > table_begin) overall = first_grade(fold(joined(lines, table_begin, table.first)));
  if (overall) {
    reading.judgements.push_back({"Overall effectiveness", *overall, JudgedBody::local_authority});
  } else {
    leave_to_person(reading, "judgements", "No overall judgement was found. Look at the first page and enter it.");
  }

  bool const again = lines[title].folded.starts_with("re");
  // The part about the board comes after the authority's findings; a mention on the first pages is none.
  std::size_t const after_front = std::max(body, contents_page.end);
  std::size_t const board = again ? lines.size() : board_part(lines, after_front, lines.size());
  std::optional<Grade> const board_first_page =
      again ? std::nullopt
            : board_grade(lines, std::min(table_begin, lines.size()),
                          contents_page.end > 0 ? contents_page.begin : std::min(lines.size(), body + 12));
  auto const board_judged = board_first_page ? board_first_page : grade_below_heading(lines, board, lines.size());
  if (board_judged)
    reading.judgements.push_back({std::string{board_category}, *board_judged, JudgedBody::safeguarding_board});
  else if (board < lines.size())
    leave_to_person(reading, "judgements",
                    "No grade of the Local Safeguarding Children Board was found. Enter it if given.");

  auto const list = authority_list(lines, after_front, contents_page, board);
  auto sections = headings(lines, body, contents_page, board);
  if (list)
    std::erase_if(sections, [&](Heading const& one) { return one.begin >= list->first && one.begin < list->end; });
  auto const starts = paragraph_starts(lines, body, lines.size(), sections);
  reading.paragraphs = read_paragraphs(lines, starts, lines.size(), sections);
  if (list) {
    reading.areas_section_title = list->title;
    reading.areas = read_list(lines, list->first, list->end, starts, {.topics = true});
  } else {
    leave_to_person(reading, "areas_for_improvement", "No list of what needs to improve was found. Enter it by hand.");
  }
  if (board < lines.size()) reading.board_areas = board_list(lines, board, lines.size(), starts).areas;
  share_text(reading.paragraphs, reading.areas);
  share_text(reading.paragraphs, reading.board_areas);

  if (again) {
    reading.framework = Framework::sif_reinspection;
  } else if (!judgement_sentence && (overall || (list && letters(list->title) == "recommendations"))) {
    reading.framework = Framework::sif_2015_18;
  } else if (reading.paragraphs.empty()) {
    reading.framework = Framework::sif_2013_bullets;
  } else {
    reading.framework = board_first_page ? Framework::sif_2014_numbered : Framework::sif_2014_15;
  }
  return reading;
}

}  // namespace gt::inspections::reading

#include "inspections/reading/board.h"

#include <algorithm>
#include <array>

#include "inspections/reading/areas.h"
#include "inspections/reading/common.h"
#include "inspections/reading/grades.h"
#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

/// What follows the words that name the board at the start of a folded text; nothing when it is about something else.
std::optional<std::string_view> after_subject(std::string_view folded) {
  for (std::string_view lead : {"the effectiveness of the ", "the effectiveness of ", "the arrangements in place to "})
    if (folded.starts_with(lead) && lead.ends_with("of the ")) folded.remove_prefix(lead.size());
  if (folded.starts_with("the ")) folded.remove_prefix(4);
  for (std::string_view name : {"local safeguarding children board", "local safeguarding children's board",
                                "local safeguarding board", "safeguarding children board", "lscb"}) {
    if (!folded.starts_with(name)) continue;
    folded.remove_prefix(name.size());
    for (std::string_view more : {" (lscb)", "(lscb)"})
      if (folded.starts_with(more)) folded.remove_prefix(more.size());
    while (!folded.empty() && folded[0] >= '0' && folded[0] <= '9') folded.remove_prefix(1);
    return folded;
  }
  return std::nullopt;
}

bool ends_board_list(Line const& line) {
  if (number(line.text) || bullet(line.text) || line.text.size() > 110) return false;
  auto const found = heading_letters(line);
  static constexpr std::array<std::string_view, 13> endings{"inspectionjudgement",
                                                            "inspectionjudgment",
                                                            "inspectionfinding",
                                                            "keystrengths",
                                                            "whattheinspection",
                                                            "informationabout",
                                                            "summary",
                                                            "strengths",
                                                            "theboardsstrengths",
                                                            "thelscbsstrengths",
                                                            "executivesummary",
                                                            "theinspectionteam",
                                                            "annex"};
  return std::any_of(endings.begin(), endings.end(), [&](auto ending) { return found.starts_with(ending); });
}

bool is_board_list_title(Line const& line) {
  if (is_contents_entry(line)) return false;
  auto const found = heading_letters(line);
  if (found.starts_with("recommendations") && line.text.size() < 60 && !ends_sentence(line.text)) return true;
  return found == "recommendation" || found == "whatdoesthelscbneedtoimprove" ||
         found == "whatdoesthelocalsafeguardingchildrenboardneedtoimprove" ||
         found == "whatdoesthelocalsafeguardingchildrenboardlscbneedtoimprove" ||
         found == "whatdoestheboardneedtoimprove" || found == "whatneedstoimprove";
}

}  // namespace

std::size_t board_part(std::vector<Line> const& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    auto const& line = lines[i];
    if (is_contents_entry(line) || line.text.size() > 110) continue;
    // A wrapped line of prose may hold the board's name and nothing else; a heading stands apart.
    if (!line.blank_before && !line.top && i > begin && !ends_sentence(lines[i - 1].text)) continue;
    // A grade may stand beside the heading.
    auto const found = letters(without_footnote_mark(line.text.substr(0, trailing_grade_words(line.text))));
    if (found == "thelocalsafeguardingchildrenboardlscb" || found == "thelocalsafeguardingchildrenboard" ||
        found == "localsafeguardingchildrenboardlscb" || found == "localsafeguardingchildrenboard" ||
        found == "thelscb" || found.starts_with("section2"))
      return i;
    if (line.blank_before || line.top) {
      auto const rest = after_subject(line.folded);
      // A sentence of its own with the board's grade opens the part where the heading is missing.
      if (rest && rest->size() < 60 && (rest->starts_with(" is ") || rest->starts_with(" require")) &&
          only_grade_words(rest->substr(rest->starts_with(" is ") ? 4 : 1)))
        return i;
    }
  }
  return end;
}

std::optional<Grade> board_grade(std::vector<Line> const& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    auto const& start = lines[i].folded;
    if (!start.starts_with("the effectiveness of") && !start.starts_with("the local safeguarding") &&
        !start.starts_with("local safeguarding") && !start.starts_with("the lscb") &&
        !start.starts_with("the safeguarding"))
      continue;
    // The sentence may run on to the next lines.
    auto const text = fold(joined(lines, i, std::min(end, i + 3)));
    auto const rest = after_subject(text);
    if (!rest) continue;
    auto all = words(rest->substr(0, 120));
    std::size_t at = 0;
    static constexpr std::array<std::string_view, 8> verbs{"is", "are", "was", "judged", "to", "be", "that", "it"};
    while (at < all.size() && at < 6 && std::find(verbs.begin(), verbs.end(), all[at]) != verbs.end()) ++at;
    if (auto const grade = grade_at(all, at)) return grade;
  }
  return std::nullopt;
}

std::optional<Grade> grade_below_heading(std::vector<Line> const& lines, std::size_t begin, std::size_t end) {
  if (auto const grade = board_grade(lines, begin, std::min(end, begin + 40))) return grade;
  for (std::size_t i = begin; i < end && i < begin + 10; ++i) {
    auto const found = graded(joined(lines, i, block_end(lines, i, std::min(end, i + 3))));
    if (found && found->subject.size() < 120 && fold(found->subject).find("safeguarding") != std::string::npos)
      return found->grade;
  }
  return std::nullopt;
}

BoardList board_list(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                     std::vector<std::size_t> const& numbers) {
  BoardList out;
  std::size_t at = begin;
  while (at < end && !is_board_list_title(lines[at])) ++at;
  std::size_t first = at + 1;
  if (at < end) {
    out.title = without_footnote_mark(lines[at].text);
  } else {
    // Early reports begin at once with the bold group.
    at = begin;
    while (at < end && !is_priority_heading(lines[at].folded)) ++at;
    if (at >= end) return out;
    first = at;
  }
  std::size_t stop = first;
  while (stop < end && !ends_board_list(lines[stop])) ++stop;
  out.areas = read_list(lines, first, stop, numbers, {.topics = true});
  return out;
}

}  // namespace gt::inspections::reading

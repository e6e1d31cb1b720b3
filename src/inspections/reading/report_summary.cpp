#include "inspections/reading/report_summary.h"

#include <algorithm>

#include <fmt/format.h>

namespace gt::inspections {
namespace {

std::string_view form(Kind kind) {
  switch (kind) {
    case Kind::ilacs_standard:
      return "Inspection of local authority children's services, standard";
    case Kind::ilacs_short:
      return "Inspection of local authority children's services, short";
    case Kind::sif:
      return "Single inspection of children's services";
    case Kind::other:
      return "Earlier form of inspection";
    case Kind::focused_visit:
      return "Focused visit, a letter";
    case Kind::monitoring_visit:
      return "Monitoring visit, a letter";
    case Kind::jtai:
      return "Joint targeted area inspection, a letter";
  }
  return "";
}

std::string list(std::vector<std::string> const& names) {
  std::string out;
  for (auto const& name : names) out += (out.empty() ? "" : "; ") + name;
  return out.empty() ? "not found" : out;
}

std::string capital(std::string_view grade) {
  std::string out{grade};
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

/// Words folded to lines of 100 characters, each after the first set in by `indent`.
std::string folded_lines(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (column > indent && column + 1 + word.size() > 100) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

void write_areas(std::string& out, std::string_view title, std::vector<Area> const& areas) {
  if (areas.empty()) return;
  out += fmt::format("\n  {}\n", title);
  std::string last;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    auto const& area = areas[i];
    std::string over;
    for (auto const& part : {area.priority, area.timescale, area.group})
      if (part) over += (over.empty() ? "" : " / ") + *part;
    if (over != last && !over.empty()) out += fmt::format("  [{}]\n", over);
    last = over;
    out += fmt::format("  {:>3}. {}\n", area.number.value_or(static_cast<int>(i) + 1), folded_lines(area.text, 7));
  }
}

}  // namespace

std::string report_summary(std::string_view file, ReportReading const& reading) {
  std::string out = fmt::format("{}\n  {} ({})\n", file, reading.authority, form(reading.kind));
  out += fmt::format("  Form        {}\n", word(reading.framework));
  if (reading.inspection_start && reading.inspection_end)
    out +=
        fmt::format("  On site     {} to {}\n", reading.inspection_start->printed(), reading.inspection_end->printed());
  if (reading.published) out += fmt::format("  Published   {}\n", reading.published->printed());
  out += fmt::format("  Led by      {}\n", list(reading.lead_inspectors));
  if (!reading.deputy_lead_inspectors.empty())
    out += fmt::format("  Deputy      {}\n", list(reading.deputy_lead_inspectors));
  if (!reading.judgements.empty()) out += "\n  Judgements\n";
  for (auto const& judgement : reading.judgements)
    out += fmt::format("    {:<75} {}\n", judgement.category, capital(word(judgement.grade)));
  write_areas(out, reading.areas_section_title.value_or("What needs to improve"), reading.areas);
  write_areas(out, "For the Local Safeguarding Children Board", reading.board_areas);
  if (!reading.paragraphs.empty()) out += fmt::format("\n  {} numbered paragraphs\n", reading.paragraphs.size());
  if (!reading.warnings.empty()) out += "\n  To check by hand\n";
  for (auto const& warning : reading.warnings) out += fmt::format("    - {}\n", folded_lines(warning, 6));
  out += '\n';
  return out;
}

}  // namespace gt::inspections

#include "plans/pid/pid_content.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "plans/plan_reference_text.h"
#include "platform/core/text.h"

namespace gt::plans {

using nlohmann::json;

std::vector<PidSection> read_pid_sections(std::string_view text) {
  constexpr std::size_t columns = 5;
  std::vector<PidSection> out;
  std::size_t number = 0;
  for (auto const& line : split_lines(text)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    if (cells.size() != columns)
      throw std::runtime_error(
          fmt::format("pid_sections.tsv line {} has {} columns; {} are right.", number, cells.size(), columns));
    for (auto const& known : out)
      if (known.key == cells[0])
        throw std::runtime_error(fmt::format("pid_sections.tsv line {}: “{}” is there already.", number, cells[0]));
    out.push_back({cells[0], cells[1], cells[2], cells[3] == "yes", cells[4]});
  }
  return out;
}

std::vector<PidSection> const& pid_sections() {
  static auto const sections = read_pid_sections(embedded::pid_sections);
  return sections;
}

PidSection const* find_pid_section(std::string_view key) {
  auto const& all = pid_sections();
  auto found = std::find_if(all.begin(), all.end(), [&](auto const& each) { return each.key == key; });
  return found == all.end() ? nullptr : &*found;
}

std::string const* PidContent::text_of(std::string_view key) const {
  for (auto const& each : sections)
    if (each.key == key) return &each.text;
  return nullptr;
}

PidPart const* PidContent::part_of(std::string_view section) const {
  for (auto const& each : parts)
    if (each.section == section) return &each;
  return nullptr;
}

json to_json(PidContent const& content) {
  auto sections = json::array(), parts = json::array();
  for (auto const& each : content.sections)
    sections.push_back({{"key", each.key}, {"heading", each.heading}, {"text", each.text}});
  for (auto const& part : content.parts) {
    auto rows = json::array();
    for (auto const& row : part.rows) rows.push_back({{"address", row.address}, {"cells", row.cells}});
    parts.push_back({{"section", part.section}, {"title", part.title}, {"columns", part.columns}, {"rows", rows}});
  }
  return {{"sections", sections}, {"parts", parts}};
}

PidContent content_from(json const& stored) {
  PidContent out;
  for (auto const& each : stored.at("sections"))
    out.sections.push_back({each.at("key"), each.at("heading"), each.at("text")});
  for (auto const& each : stored.at("parts")) {
    PidPart part{each.at("section"), each.at("title"), each.at("columns").get<std::vector<std::string>>(), {}};
    for (auto const& row : each.at("rows"))
      part.rows.push_back({row.at("address"), row.at("cells").get<std::vector<std::string>>()});
    out.parts.push_back(std::move(part));
  }
  return out;
}

}  // namespace gt::plans

#include "inspections/draft.h"

#include <string_view>
#include <utility>

#include "inspections/place_in_report.h"
#include "platform/core/text.h"

namespace gt::inspections {

using nlohmann::json;

namespace {

template <class T>
json optional_json(std::optional<T> const& value) {
  return value ? json(*value) : json(nullptr);
}

json to_json(Draft::JudgementRow const& row) {
  return {{"category", row.category}, {"grade", row.grade}, {"body", row.about_board ? "board" : "authority"}};
}

json to_json(Draft::AreaRow const& row) {
  return {{"number", optional_json(row.number)},
          {"text", row.text},
          {"priority", optional_json(row.priority)},
          {"group", optional_json(row.group)},
          {"timescale", optional_json(row.timescale)},
          {"tags", row.tags},
          {"page", optional_json(row.page)},
          {"body", row.about_board ? "board" : "authority"},
          {"position", optional_json(row.position)},
          {"paragraph", row.paragraph.empty() ? json(nullptr) : json(row.paragraph)}};
}

template <class T>
std::optional<T> optional_value(json const& object, char const* name) {
  auto const& value = object.at(name);
  return value.is_null() ? std::nullopt : std::optional(value.get<T>());
}

std::optional<Date> optional_date(json const& object, char const* name) {
  auto text = optional_value<std::string>(object, name);
  if (!text) return std::nullopt;
  auto date = Date::from_iso(*text);
  ENSURE(date.has_value());
  return *date;
}

bool about_board(json const& object) { return object.at("body").get<std::string>() == "board"; }

// Empty in readings of before paragraphs were kept.
std::string paragraph_in(json const& area) {
  auto const found = area.find("paragraph");
  return found == area.end() || found->is_null() ? std::string() : found->get<std::string>();
}

// The printed number of the item or of the paragraph it stands in; where there is none, its place on the page.
std::string paragraph_of(Area const& area, std::optional<std::int64_t> const& page, ReportWords const& report) {
  if (area.number) return std::to_string(*area.number);
  if (auto const said = report.where_said(area.text, page)) return std::to_string(said->number);
  return page && area.on_page > 0 ? counted_paragraph(area.on_page) : std::string();
}

// Never half a character: only bytes that continue one are 10xxxxxx.
std::string first_characters(std::string const& text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++at) {
    bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && count++ == most) break;
  }
  return text.substr(0, at);
}

}  // namespace

json date_json(std::optional<Date> const& date) { return date ? json(date->iso()) : json(nullptr); }

Draft draft_of(ReportReading const& reading, std::vector<std::string> pages) {
  Draft draft;
  draft.kind = std::string(word(reading.kind));
  draft.framework = std::string(word(reading.framework));
  draft.authority = reading.authority;
  draft.authority_printed = reading.authority_printed;
  draft.inspection_start = reading.inspection_start;
  draft.inspection_end = reading.inspection_end;
  draft.published = reading.published;
  draft.lead_inspectors = reading.lead_inspectors;
  draft.deputy_lead_inspectors = reading.deputy_lead_inspectors;
  draft.areas_section_title = reading.areas_section_title;
  for (auto const& each : reading.judgements)
    draft.judgements.push_back(
        {each.category, std::string(word(each.grade)), each.body == JudgedBody::safeguarding_board});
  for (auto const& each : reading.paragraphs)
    draft.paragraphs.push_back({each.number, each.section, each.page, each.text});
  ReportWords const report(draft.paragraphs);
  auto add_areas = [&](std::vector<Area> const& areas, bool about_board) {
    for (auto const& each : areas) {
      auto page = each.page > 0 ? std::optional<std::int64_t>(each.page) : std::nullopt;
      auto position = static_cast<std::int64_t>(draft.areas.size()) + 1;
      draft.areas.push_back({each.number, each.text, each.priority, each.group, each.timescale, each.tags, page,
                             about_board, position, paragraph_of(each, page, report)});
    }
  };
  add_areas(reading.areas, false);
  add_areas(reading.board_areas, true);
  draft.pages = std::move(pages);
  for (auto const& each : reading.to_complete) draft.to_complete.push_back(each.reason);
  draft.warnings = reading.warnings;
  return draft;
}

json to_json(Draft const& draft) {
  json out{{"kind", draft.kind},
           {"framework", draft.framework},
           {"authority", draft.authority},
           {"authority_printed", draft.authority_printed},
           {"inspection_start", date_json(draft.inspection_start)},
           {"inspection_end", date_json(draft.inspection_end)},
           {"published", date_json(draft.published)},
           {"received", date_json(draft.received)},
           {"lead_inspectors", draft.lead_inspectors},
           {"deputy_lead_inspectors", draft.deputy_lead_inspectors},
           {"areas_section_title", optional_json(draft.areas_section_title)},
           {"pages", draft.pages},
           {"to_complete", draft.to_complete},
           {"warnings", draft.warnings}};
  auto rows = json::array();
  for (auto const& each : draft.judgements) rows.push_back(to_json(each));
  out["judgements"] = std::exchange(rows, json::array());
  for (auto const& each : draft.areas) rows.push_back(to_json(each));
  out["areas"] = std::exchange(rows, json::array());
  for (auto const& each : draft.paragraphs)
    rows.push_back({{"number", each.number}, {"section", each.section}, {"page", each.page}, {"text", each.text}});
  out["paragraphs"] = std::move(rows);
  return out;
}

Draft stored_draft(json const& stored) {
  using Texts = std::vector<std::string>;
  Draft draft;
  stored.at("kind").get_to(draft.kind);
  stored.at("framework").get_to(draft.framework);
  stored.at("authority").get_to(draft.authority);
  stored.at("authority_printed").get_to(draft.authority_printed);
  draft.inspection_start = optional_date(stored, "inspection_start");
  draft.inspection_end = optional_date(stored, "inspection_end");
  draft.published = optional_date(stored, "published");
  draft.received = optional_date(stored, "received");
  draft.lead_inspectors = stored.at("lead_inspectors").get<Texts>();
  draft.deputy_lead_inspectors = stored.at("deputy_lead_inspectors").get<Texts>();
  draft.areas_section_title = optional_value<std::string>(stored, "areas_section_title");
  for (auto const& each : stored.at("judgements"))
    draft.judgements.push_back({each.at("category"), each.at("grade"), about_board(each)});
  for (auto const& each : stored.at("areas"))
    draft.areas.push_back({optional_value<std::int64_t>(each, "number"), each.at("text"),
                           optional_value<std::string>(each, "priority"), optional_value<std::string>(each, "group"),
                           optional_value<std::string>(each, "timescale"), each.at("tags").get<Texts>(),
                           optional_value<std::int64_t>(each, "page"), about_board(each),
                           optional_value<std::int64_t>(each, "position"), paragraph_in(each)});
  for (auto const& each : stored.at("paragraphs"))
    draft.paragraphs.push_back({each.at("number"), each.at("section"), each.at("page"), each.at("text")});
  draft.pages = stored.at("pages").get<Texts>();
  draft.to_complete = stored.at("to_complete").get<Texts>();
  draft.warnings = stored.at("warnings").get<Texts>();
  return draft;
}

std::string short_title(std::string const& text) {
  constexpr std::size_t most = 60;
  constexpr std::size_t shortest_clause = 16;
  constexpr std::string_view stops = ".:;,";
  auto without_stops = [&](std::string line) {
    while (!line.empty() && stops.find(line.back()) != std::string_view::npos) line.pop_back();
    return line;
  };
  auto line = without_stops(text.substr(0, text.find(" - ")));
  if (line.empty()) line = text;
  // What comes after the first comma explains the rest; it stays in the words below the title.
  if (character_count(line) > most) {
    auto comma = line.find(',');
    if (comma != std::string::npos && comma >= shortest_clause) line.resize(comma);
  }
  constexpr std::string_view article = "The ";
  if (line.starts_with(article) && line.size() > 2 * article.size()) {
    line.erase(0, article.size());
    if (line.front() >= 'a' && line.front() <= 'z') line.front() = static_cast<char>(line.front() - 'a' + 'A');
  }
  if (character_count(line) <= most) return line;
  std::string title;
  for (auto const& word : split(line, ' ')) {
    if (character_count(title) + (title.empty() ? 0 : 1) + character_count(word) > most) break;
    if (!title.empty()) title += ' ';
    title += word;
  }
  if (title.empty()) title = first_characters(line, most);  // one long word, an address perhaps
  return without_stops(title) + "…";
}

}  // namespace gt::inspections

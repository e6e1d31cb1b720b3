#include "inspections/draft.h"

#include <algorithm>

#include <fmt/format.h>

#include "inspections/reference.h"
#include "platform/core/text.h"

namespace gt::inspections {

using nlohmann::json;

namespace {

constexpr std::size_t most_areas = 200;
constexpr std::size_t longest_text = 6000;

json date_json(std::optional<Date> const& date) { return date ? json(date->iso()) : json(nullptr); }

template <class T>
json optional_json(std::optional<T> const& value) {
  return value ? json(*value) : json(nullptr);
}

std::optional<std::string> optional_text(json const& object, char const* name) {
  auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  auto text = trimmed(found->get<std::string>());
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::int64_t> optional_integer(json const& object, char const* name) {
  auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::vector<std::string> texts(json const& array) {
  std::vector<std::string> out;
  if (array.is_array())
    for (auto const& each : array)
      if (each.is_string() && !trimmed(each.get<std::string>()).empty())
        out.push_back(trimmed(each.get<std::string>()));
  return out;
}

json to_json(Draft::JudgementRow const& row) {
  return {{"category", row.category}, {"grade", row.grade}, {"body", row.about_board ? "board" : "authority"}};
}

json to_json(Draft::AreaRow const& row) {
  return {{"number", optional_json(row.number)},       {"text", row.text},
          {"priority", optional_json(row.priority)},   {"group", optional_json(row.group)},
          {"timescale", optional_json(row.timescale)}, {"tags", row.tags},
          {"page", optional_json(row.page)},           {"body", row.about_board ? "board" : "authority"}};
}

Draft::AreaRow area_row(json const& object) {
  Draft::AreaRow row;
  row.number = optional_integer(object, "number");
  row.text = optional_text(object, "text").value_or("");
  row.priority = optional_text(object, "priority");
  row.group = optional_text(object, "group");
  row.timescale = optional_text(object, "timescale");
  if (object.contains("tags")) row.tags = texts(object["tags"]);
  row.page = optional_integer(object, "page");
  row.about_board = object.value("body", "authority") == "board";
  return row;
}

Draft::JudgementRow judgement_row(json const& object) {
  return {optional_text(object, "category").value_or(""), optional_text(object, "grade").value_or(""),
          object.value("body", "authority") == "board"};
}

void read_text_field(json const& corrections, char const* name, std::string& out, std::vector<FieldError>& errors) {
  auto found = corrections.find(name);
  if (found == corrections.end()) return;
  if (!found->is_string() || text_fault(found->get<std::string>())) {
    errors.push_back({name, "Give this as text."});
    return;
  }
  out = trimmed(found->get<std::string>());
}

void read_date_field(json const& corrections, char const* name, std::optional<Date>& out,
                     std::vector<FieldError>& errors) {
  auto found = corrections.find(name);
  if (found == corrections.end()) return;
  auto text = found->is_string() ? trimmed(found->get<std::string>()) : "";
  if (text.empty()) {
    out.reset();
    return;
  }
  auto date = Date::from_typed(text);
  if (date)
    out = *date;
  else
    errors.push_back({name, date.error().message});
}

template <class Row>
void read_rows(json const& corrections, char const* name, std::vector<Row>& out, Row (*make)(json const&),
               std::vector<FieldError>& errors) {
  auto found = corrections.find(name);
  if (found == corrections.end()) return;
  if (!found->is_array() || found->size() > most_areas) {
    errors.push_back({name, fmt::format("Give a list of at most {}.", most_areas)});
    return;
  }
  out.clear();
  for (auto const& each : *found) {
    if (!each.is_object() || text_fault(each.dump(-1, ' ', false, json::error_handler_t::replace))) {
      errors.push_back({name, "Each entry must be an object of named values."});
      return;
    }
    out.push_back(make(each));
  }
}

}  // namespace

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
  auto add_areas = [&](std::vector<Area> const& areas, bool about_board) {
    for (auto const& each : areas) {
      auto page = each.page > 0 ? std::optional<std::int64_t>(each.page) : std::nullopt;
      draft.areas.push_back(
          {each.number, each.text, each.priority, each.group, each.timescale, each.tags, page, about_board});
    }
  };
  add_areas(reading.areas, false);
  add_areas(reading.board_areas, true);
  for (auto const& each : reading.paragraphs)
    draft.paragraphs.push_back({each.number, each.section, each.page, each.text});
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
  auto read = corrected({}, stored);
  ENSURE(read.has_value());
  auto draft = *std::move(read);
  for (auto const& page : stored.value("pages", json::array())) draft.pages.push_back(page.get<std::string>());
  draft.to_complete = texts(stored.value("to_complete", json::array()));
  draft.warnings = texts(stored.value("warnings", json::array()));
  for (auto const& each : stored.value("paragraphs", json::array()))
    draft.paragraphs.push_back(
        {each.value("number", 0), each.value("section", ""), each.value("page", 0), each.value("text", "")});
  return draft;
}

Result<Draft> corrected(Draft draft, json const& corrections) {
  if (!corrections.is_object())
    return refuse_field("corrections", "The corrections must be an object of named values.");
  std::vector<FieldError> errors;
  read_text_field(corrections, "kind", draft.kind, errors);
  read_text_field(corrections, "framework", draft.framework, errors);
  read_text_field(corrections, "authority", draft.authority, errors);
  read_text_field(corrections, "authority_printed", draft.authority_printed, errors);
  read_date_field(corrections, "inspection_start", draft.inspection_start, errors);
  read_date_field(corrections, "inspection_end", draft.inspection_end, errors);
  read_date_field(corrections, "published", draft.published, errors);
  read_date_field(corrections, "received", draft.received, errors);
  if (corrections.contains("lead_inspectors")) draft.lead_inspectors = texts(corrections["lead_inspectors"]);
  if (corrections.contains("deputy_lead_inspectors"))
    draft.deputy_lead_inspectors = texts(corrections["deputy_lead_inspectors"]);
  if (corrections.contains("areas_section_title"))
    draft.areas_section_title = optional_text(corrections, "areas_section_title");
  read_rows(corrections, "judgements", draft.judgements, &judgement_row, errors);
  read_rows(corrections, "areas", draft.areas, &area_row, errors);
  if (!errors.empty())
    return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
  return draft;
}

Result<void> check_complete(Draft const& draft) {
  std::vector<FieldError> errors;
  auto need = [&](bool holds, char const* field, std::string message) {
    if (!holds) errors.push_back({field, std::move(message)});
  };
  need(find_event_type(draft.kind) != nullptr, "kind", "Choose what kind of inspection this was.");
  need(find_framework_form(draft.framework) != nullptr, "framework", "Choose the framework it was made under.");
  need(!draft.authority.empty(), "authority", "Enter the authority that was inspected.");
  need(draft.inspection_start.has_value(), "inspection_start", "Enter the first day on site.");
  if (draft.inspection_start && draft.inspection_end)
    need(*draft.inspection_start <= *draft.inspection_end, "inspection_end",
         fmt::format("The last day on site must be {} or later, the first day on site.",
                     draft.inspection_start->printed()));
  if (draft.inspection_start && draft.published)
    need(*draft.inspection_start <= *draft.published, "published",
         "The report cannot have been published before the inspection began.");
  if (draft.inspection_start && draft.received)
    need(*draft.inspection_start <= *draft.received, "received",
         "The report cannot have been received before the inspection began.");
  auto grades = all_grades();
  for (std::size_t i = 0; i < draft.judgements.size(); ++i) {
    auto const& row = draft.judgements[i];
    auto suffix = i == 0 ? "" : fmt::format("-{}", i + 1);
    need(!row.category.empty(), ("judgement_category" + suffix).c_str(), "Say what was judged, or clear the grade.");
    need(std::find(grades.begin(), grades.end(), row.grade) != grades.end(), ("judgement_grade" + suffix).c_str(),
         fmt::format("Choose the grade for “{}”.", row.category));
  }
  for (std::size_t i = 0; i < draft.areas.size(); ++i) {
    auto const& row = draft.areas[i];
    auto suffix = i == 0 ? "" : fmt::format("-{}", i + 1);
    need(!row.text.empty(), ("area_text" + suffix).c_str(), "Enter the inspector’s words, or remove the row.");
    need(character_count(row.text) <= longest_text, ("area_text" + suffix).c_str(),
         fmt::format("Keep each finding to {} characters.", longest_text));
  }
  if (!errors.empty())
    return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
  return {};
}

std::string short_title(std::string const& text) {
  constexpr std::size_t most = 60;
  auto line = text.substr(0, text.find(" - "));
  while (!line.empty() && (line.back() == '.' || line.back() == ':' || line.back() == ';' || line.back() == ','))
    line.pop_back();
  if (character_count(line) <= most) return line;
  std::string title;
  for (auto const& word : split(line, ' ')) {
    if (!title.empty() && character_count(title) + 1 + character_count(word) > most) break;
    if (!title.empty()) title += ' ';
    title += word;
  }
  while (!title.empty() && (title.back() == ',' || title.back() == ';' || title.back() == ':')) title.pop_back();
  return title + "…";
}

}  // namespace gt::inspections

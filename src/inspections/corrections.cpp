#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inspections/draft.h"
#include "inspections/place_in_report.h"
#include "inspections/reference.h"
#include "platform/core/text.h"

namespace gt::inspections {

using nlohmann::json;

namespace {

constexpr std::size_t longest_text = 6000;
constexpr std::size_t most_names = 20;

constexpr std::array corrected_names{
    "kind",      "framework", "authority",       "authority_printed",      "inspection_start",    "inspection_end",
    "published", "received",  "lead_inspectors", "deputy_lead_inspectors", "areas_section_title", "judgements",
    "areas"};
// In the preview, so that it can be sent back whole; what the document says is not corrected.
constexpr std::array kept_names{"pages", "paragraphs", "to_complete", "warnings"};

/// Reads named values of one JSON object; every fault is noted under `field`, with `where` in front of the message.
class ObjectReader {
 public:
  ObjectReader(json const& object, std::string where, std::vector<FieldError>& errors, std::string field = "")
      : object_{object}, where_{std::move(where)}, errors_{errors}, field_{std::move(field)} {}

  /// One line of text; empty when absent or null.
  std::string text(std::string const& name) {
    auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? std::string() : one_text(name, *found);
  }
  std::optional<std::string> optional_text(std::string const& name) {
    auto given = text(name);
    return given.empty() ? std::nullopt : std::optional(std::move(given));
  }
  std::optional<std::int64_t> optional_integer(std::string const& name) {
    auto found = object_.find(name);
    if (found == object_.end() || found->is_null()) return std::nullopt;
    // As digits, so that a number too large for us is refused rather than turned into another.
    auto digits = found->is_number_integer() ? found->dump() : std::string();
    std::int64_t number = 0;
    auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (!digits.empty() && code == std::errc{} && end == digits.data() + digits.size()) return number;
    fault(name, fmt::format("“{}” must be a whole number.", name));
    return std::nullopt;
  }
  std::vector<std::string> texts(std::string const& name) {
    std::vector<std::string> out;
    auto found = object_.find(name);
    if (found == object_.end() || found->is_null()) return out;
    if (!found->is_array() || found->size() > most_names) {
      fault(name, fmt::format("Give “{}” as a list of at most {} texts.", name, most_names));
      return out;
    }
    for (auto const& each : *found) {
      auto line = one_text(name, each);
      if (!line.empty()) out.push_back(std::move(line));
    }
    return out;
  }
  std::optional<Date> date(std::string const& name) {
    auto typed = text(name);
    if (typed.empty()) return std::nullopt;
    auto date = Date::from_typed(typed);
    if (date) return *date;
    fault(name, date.error().message);
    return std::nullopt;
  }
  bool about_board() {
    auto body = text("body");
    if (!body.empty() && body != "board" && body != "authority") fault("body", "“body” must be authority or board.");
    return body == "board";
  }
  /// As it is kept; what is no paragraph stays as typed, to be refused with its row.
  std::string paragraph() {
    auto typed = text("paragraph");
    auto const kept = paragraph_from(typed);
    return kept ? *kept : typed;
  }
  void fault(std::string const& name, std::string const& message) {
    errors_.push_back({field_.empty() ? name : field_, where_ + message});
  }

 private:
  std::string one_text(std::string const& name, json const& value) {
    if (!value.is_string()) {
      fault(name, fmt::format("Give “{}” as text.", name));
      return {};
    }
    auto const& given = value.get_ref<std::string const&>();
    if (auto wrong = text_fault(given)) {
      fault(name, *wrong);
      return {};
    }
    return one_line(given);
  }

  json const& object_;
  std::string where_;
  std::vector<FieldError>& errors_;
  std::string field_;
};

Draft::JudgementRow judgement_row(ObjectReader& row) {
  return {row.text("category"), row.text("grade"), row.about_board()};
}

Draft::AreaRow area_row(ObjectReader& row) {
  return {
      row.optional_integer("number"),   row.text("text"),  row.optional_text("priority"), row.optional_text("group"),
      row.optional_text("timescale"),   row.texts("tags"), row.optional_integer("page"),  row.about_board(),
      row.optional_integer("position"), row.paragraph()};
}

template <class Row>
std::vector<Row> read_rows(json const& rows, std::string const& name, Row (*make)(ObjectReader&),
                           std::vector<FieldError>& errors) {
  std::vector<Row> out;
  if (!rows.is_array() || rows.size() > most_rows) {
    errors.push_back({name, fmt::format("Give “{}” as a list of at most {}.", name, most_rows)});
    return out;
  }
  for (auto const& each : rows) {
    auto where = fmt::format("Row {}: ", out.size() + 1);
    if (!each.is_object()) {
      errors.push_back({name, where + "give an object of named values."});
      return out;
    }
    ObjectReader reader(each, where, errors, name);
    out.push_back(make(reader));
  }
  return out;
}

void check_names(json const& corrections, std::vector<FieldError>& errors) {
  auto among = [](auto const& names, std::string const& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (auto const& [name, ignored] : corrections.items())
    if (!among(corrected_names, name) && !among(kept_names, name))
      errors.push_back({"corrections", fmt::format("A reading has no “{}” to correct. It has {}.", name,
                                                   fmt::join(corrected_names, ", "))});
}

// The reading page's name for the nth field of a list.
std::string nth(std::string name, std::size_t index) {
  return index == 0 ? name : fmt::format("{}-{}", name, index + 1);
}

Result<void> all_well(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  auto message = errors.front().message;
  return tl::unexpected<Error>(Error{ErrorKind::invalid, std::move(message), std::move(errors)});
}

}  // namespace

Result<Draft> corrected(Draft draft, json const& corrections) {
  if (!corrections.is_object())
    return refuse_field("corrections", "The corrections must be an object of named values.");
  std::vector<FieldError> errors;
  check_names(corrections, errors);
  ObjectReader given(corrections, "", errors);
  auto replace = [&](char const* name, auto& member, auto read) {
    if (corrections.contains(name)) member = (given.*read)(name);
  };
  replace("kind", draft.kind, &ObjectReader::text);
  replace("framework", draft.framework, &ObjectReader::text);
  replace("authority", draft.authority, &ObjectReader::text);
  replace("authority_printed", draft.authority_printed, &ObjectReader::text);
  replace("inspection_start", draft.inspection_start, &ObjectReader::date);
  replace("inspection_end", draft.inspection_end, &ObjectReader::date);
  replace("published", draft.published, &ObjectReader::date);
  replace("received", draft.received, &ObjectReader::date);
  replace("lead_inspectors", draft.lead_inspectors, &ObjectReader::texts);
  replace("deputy_lead_inspectors", draft.deputy_lead_inspectors, &ObjectReader::texts);
  replace("areas_section_title", draft.areas_section_title, &ObjectReader::optional_text);
  if (corrections.contains("judgements"))
    draft.judgements = read_rows(corrections["judgements"], "judgements", &judgement_row, errors);
  if (corrections.contains("areas")) {
    auto read = static_cast<std::int64_t>(draft.areas.size());
    draft.areas = read_rows(corrections["areas"], "areas", &area_row, errors);
    for (std::size_t i = 0; i < draft.areas.size(); ++i)
      if (auto position = draft.areas[i].position; position && (*position < 1 || *position > read))
        errors.push_back(
            {"areas", fmt::format("Row {}: “position” must be its place among the {} that were read, or be left out.",
                                  i + 1, read)});
  }
  TRY(all_well(std::move(errors)));
  return draft;
}

Result<void> check_not_ahead(Draft const& draft, Date today) {
  std::vector<FieldError> errors;
  auto const look = [&](std::optional<Date> const& day, char const* field, char const* what) {
    if (day && today < *day)
      errors.push_back({field, fmt::format("{} cannot be {}: that day is still to come.", what, day->printed())});
  };
  look(draft.inspection_start, "inspection_start", "The first day on site");
  look(draft.inspection_end, "inspection_end", "The last day on site");
  look(draft.published, "published", "The day of publication");
  look(draft.received, "received", "The day the report was received");
  return all_well(std::move(errors));
}

Result<void> check_complete(Draft const& draft) {
  std::vector<FieldError> errors;
  auto need = [&](bool holds, std::string field, std::string message) {
    if (!holds) errors.push_back({std::move(field), std::move(message)});
  };
  need(find_event_type(draft.kind) != nullptr, "kind", "Choose what kind of inspection this was.");
  need(find_framework_form(draft.framework) != nullptr, "framework", "Choose the framework it was made under.");
  need(!draft.authority.empty(), "authority", "Enter the authority that was inspected.");
  need(draft.inspection_start || !draft.when_printed.empty(), "inspection_start", "Enter the first day on site.");
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
    need(!row.category.empty(), nth("judgement_category", i), "Say what was judged, or clear the grade.");
    need(std::find(grades.begin(), grades.end(), row.grade) != grades.end(), nth("judgement_grade", i),
         row.category.empty() ? "Choose a grade of the list, or none."
                              : fmt::format("Choose the grade for “{}”.", row.category));
  }
  for (std::size_t i = 0; i < draft.areas.size(); ++i) {
    auto const& row = draft.areas[i];
    need(!row.text.empty(), nth("area_text", i), "Enter the inspector’s words, or remove the row.");
    need(character_count(row.text) <= longest_text, nth("area_text", i),
         fmt::format("Keep each finding to {} characters.", longest_text));
    need(paragraph_from(row.paragraph) == row.paragraph, nth("area_paragraph", i), std::string(no_paragraph));
    need(!row.page || (*row.page >= 1 && *row.page <= most_in_a_report), nth("area_page", i),
         fmt::format("Enter the page of the PDF, from 1 to {}.", most_in_a_report));
    need(row.page || !is_counted(row.paragraph), nth("area_page", i),
         "Enter the page on which the paragraph was counted.");
  }
  return all_well(std::move(errors));
}

}  // namespace gt::inspections

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "inspections/reading/report.h"
#include "platform/core/date.h"
#include "platform/core/result.h"

namespace gt::inspections {

/// A report between being read and being confirmed: what a person may correct, plus the pages' text beside it.
/// The same JSON object is stored, previewed, and accepted back as corrections.
struct Draft {
  struct JudgementRow {
    std::string category, grade;
    bool about_board = false;

    friend bool operator==(JudgementRow const&, JudgementRow const&) = default;
  };
  struct AreaRow {
    std::optional<std::int64_t> number;
    std::string text;
    std::optional<std::string> priority, group, timescale;
    std::vector<std::string> tags;
    std::optional<std::int64_t> page;
    bool about_board = false;
    /// Its place among what was read, from 1, which leads back to the words as read; empty when a person added it.
    std::optional<std::int64_t> position{};
    std::string paragraph{};  ///< "12", or "3rd" counted on the page (place_in_report.h); empty where not known

    friend bool operator==(AreaRow const&, AreaRow const&) = default;
  };
  struct ParagraphRow {
    std::int64_t number = 0;
    std::string section;
    std::int64_t page = 0;
    std::string text;

    friend bool operator==(ParagraphRow const&, ParagraphRow const&) = default;
  };

  std::string kind, framework, authority, authority_printed;
  std::optional<Date> inspection_start, inspection_end, published, received;
  std::vector<std::string> lead_inspectors, deputy_lead_inspectors;
  std::optional<std::string> areas_section_title;
  std::vector<JudgementRow> judgements;
  std::vector<AreaRow> areas;
  std::vector<ParagraphRow> paragraphs;
  std::vector<std::string> pages;
  std::vector<std::string> to_complete;  ///< what the document does not settle, in words
  std::vector<std::string> warnings;
  /// Only of an inspection entered by hand, where the paper names no day: "June 2018". Never of a reading.
  std::string when_printed{};

  friend bool operator==(Draft const&, Draft const&) = default;
};

/// More judgements or findings than this is no report we know, but a document laid out to be a burden.
inline constexpr std::size_t most_rows = 200;

Draft draft_of(ReportReading const& reading, std::vector<std::string> pages);
/// `2018-07-23`, or null.
nlohmann::json date_json(std::optional<Date> const& date);
nlohmann::json to_json(Draft const& draft);
/// Reads what `to_json` wrote. A bug of ours if it cannot.
Draft stored_draft(nlohmann::json const& json);

/// The draft with the given fields replaced. Fields left out stay; null or "" clears a date. Names are those of
/// `to_json`; `paragraphs`, `pages`, `to_complete` and `warnings` may be sent back but are not corrected. Line breaks
/// typed in a finding become spaces. Errors: invalid, one entry a field; a name that is no field is one.
Result<Draft> corrected(Draft draft, nlohmann::json const& corrections);

/// What must hold before an inspection may be stored. Errors: invalid, one entry a field, named as the reading page
/// names them: `inspection_start`, `area_text` for the first finding, `area_text-2` for the second.
Result<void> check_complete(Draft const& draft);

/// None of its days is after `today`, in London. Errors: as above.
Result<void> check_not_ahead(Draft const& draft, Date today);

/// The first words of a finding, for lists: up to about sixty characters, whole words. Never empty unless `text` is.
std::string short_title(std::string const& text);

}  // namespace gt::inspections

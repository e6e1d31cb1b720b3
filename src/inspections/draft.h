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
  };
  struct AreaRow {
    std::optional<std::int64_t> number;
    std::string text;
    std::optional<std::string> priority, group, timescale;
    std::vector<std::string> tags;
    std::optional<std::int64_t> page;
    bool about_board = false;
  };
  struct ParagraphRow {
    std::int64_t number = 0;
    std::string section;
    std::int64_t page = 0;
    std::string text;
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
};

Draft draft_of(ReportReading const& reading, std::vector<std::string> pages);
nlohmann::json to_json(Draft const& draft);
/// Reads what `to_json` wrote. A bug of ours if it cannot.
Draft stored_draft(nlohmann::json const& json);

/// The draft with the given fields replaced. Fields left out stay; null or "" clears a date. Names are those of
/// `to_json`; `paragraphs`, `pages` and `warnings` cannot be corrected. Errors: invalid, one entry a field.
Result<Draft> corrected(Draft draft, nlohmann::json const& corrections);

/// What must hold before an inspection may be stored. Errors: invalid, one entry a field.
Result<void> check_complete(Draft const& draft);

/// The first words of a finding, for lists: up to about sixty characters, whole words.
std::string short_title(std::string const& text);

}  // namespace gt::inspections

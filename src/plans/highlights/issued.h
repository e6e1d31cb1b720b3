#pragma once

#include "plans/highlights/document.h"
#include "platform/operations/operations.h"

/// Highlight reports as they were issued: numbered within their theme, and never changed afterwards.
namespace gt::plans {

using HighlightReportId = Id<struct HighlightReportTag>;

struct IssuedHighlight {
  HighlightReportId id;
  std::string theme;
  std::int64_t number;  ///< from 1 within the theme
  Period period;
  std::string document;      ///< JSON text; "{}" in lists
  std::string content_hash;  ///< SHA-256 of `document`, 64 hexadecimal digits
  std::string note;          ///< why the period was issued again; empty the first time
  Instant issued_at;
  std::string actor;
};

std::optional<IssuedHighlight> find_issued_highlight(db::Transaction& transaction, HighlightReportId const& id);
/// Newest first, without their documents.
std::vector<IssuedHighlight> issued_highlights(db::Transaction& transaction, ThemeId const& theme);

/// The newest of them for exactly this period; null when it was not issued.
IssuedHighlight const* issued_for(std::vector<IssuedHighlight> const& issued, Period const& period);

/// The period asked for: days as typed, each the last calendar month's where it is empty.
Result<Period> highlight_period(std::string_view from, std::string_view to, Date today);

/// `highlight show`, `highlight issue`, `highlight list` and `highlight issued`.
void add_highlight_operations(operations::Registry& registry);

}  // namespace gt::plans

#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plans/highlights/highlight.h"
#include "platform/html/html.h"

/// The highlight report as a document: the same words on the page, in the API's answer and in what was issued.
namespace gt::plans {

/// A piece of a line; `address` is a page of this site, or empty.
struct Words {
  std::string text, address{};
};
using Line = std::vector<Words>;

struct ReportPart {
  std::string heading;
  std::vector<Line> lines{};
  std::string none{};                     ///< stands where there is no line and no row
  std::string caption{};                  ///< of the table, where the part is one
  std::vector<std::string> columns{};     ///< its headings
  std::vector<std::vector<Line>> rows{};  ///< as many cells each as there are columns
};

struct HighlightDocument {
  std::string theme, title, aim, lead;
  Period period;
  Date as_of;
  Instant assembled;
  std::vector<ReportPart> parts;
};

HighlightDocument document_of(Highlight const& report, Period const& period, Date today, Instant now);

/// Both ways without loss, so that what was issued can be shown again.
nlohmann::json to_json(HighlightDocument const& document);
HighlightDocument document_from(nlohmann::json const& json);

/// The parts, without the page's head.
html::Html parts_html(HighlightDocument const& document);

}  // namespace gt::plans

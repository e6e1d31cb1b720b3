#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inspections/draft.h"

/// Which paragraph of a report a finding stands in: "12" for the paragraph printed with that number, "3rd" for the
/// third of its page where the report numbers none. Empty where nobody has said. Pure.
namespace gt::inspections {

/// No report has more pages or paragraphs.
inline constexpr std::int64_t most_in_a_report = 9999;

/// What whoever types anything else is told.
inline constexpr std::string_view no_paragraph =
    "Enter the paragraph’s printed number, “12”, or its place on the page, “3rd”.";

/// "1st", "2nd", "11th": as a paragraph counted on its page is written.
std::string counted_paragraph(std::int64_t place);
bool is_counted(std::string_view paragraph);

/// As it is kept, from what a person types: "12", "Paragraph 12.", "3rd", "3rd paragraph". "" from nothing; no value
/// where it is neither.
std::optional<std::string> paragraph_from(std::string_view typed);

/// "page 5, paragraph 12", "page 5, 3rd paragraph", "paragraph 12", "page 5"; empty where neither is known.
std::string place_in_words(std::optional<std::int64_t> const& page, std::string const& paragraph);

struct Place {
  std::optional<std::int64_t> page;
  std::string paragraph;

  friend bool operator==(Place const&, Place const&) = default;
};
/// Reads what `place_in_words` writes; capitals do not matter. No value where it says anything else, or counts a
/// paragraph on a page that it does not name.
std::optional<Place> place_from(std::string_view words);

/// "The report has 8 pages.", where the page lies beyond them; nothing where it does not, or where either is unknown.
/// `pages` is 0 for an inspection without a report.
std::optional<std::string> beyond_the_report(std::optional<std::int64_t> const& page, std::int64_t pages);

/// A place in brackets at the end of a line, as papers print it: "The quality of plans (page 5, paragraph 12)".
struct PlacedText {
  std::string text;  ///< the line without it
  Place place;
};
/// A line whose last brackets say anything else keeps them, and has no place.
PlacedText placed_text(std::string const& line);

/// A printed paragraph that says some words, and its page.
struct WhereSaid {
  std::int64_t number, page;
};

/// The numbered paragraphs of a report, made ready once to be searched many times.
class ReportWords {
 public:
  explicit ReportWords(std::vector<Draft::ParagraphRow> const& paragraphs);
  /// The paragraph that is these words, or that has them as an item of its list: of several the last that begins on
  /// `page` or before. Nothing where none does.
  std::optional<WhereSaid> where_said(std::string const& text, std::optional<std::int64_t> const& page) const;

 private:
  std::vector<std::pair<WhereSaid, std::string>> paragraphs_;
};

}  // namespace gt::inspections

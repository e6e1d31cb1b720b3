#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/reading/lines.h"
#include "inspections/reading/paragraphs.h"
#include "inspections/reading/report.h"

/// What several families of reports share.
namespace gt::inspections::reading {

/// `letters` of a heading without its footnote mark: `What does the local authority need to improve?4`.
std::string heading_letters(Line const& line);

/// An entry of a contents page: words, a wide gap or leader dots, a page number.
bool is_contents_entry(Line const& line);

/// Lines [begin, end) of the contents page, or an empty range.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool holds(std::size_t i) const { return i >= begin && i < end; }
};
Range contents(std::vector<Line> const& lines);

/// The first line in [begin, end) that starts with the folded words, or `end`.
std::size_t find_start(std::vector<Line> const& lines, std::size_t begin, std::size_t end, std::string_view folded);

/// The text after a label such as `Inspection dates:`, with the lines it runs on to.
std::optional<std::string> labelled_text(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                                         std::span<std::string_view const> labels);

/// Sets the on-site dates from printed text; gives the periods' number and the days from start to end of the first.
struct OnSite {
  std::size_t periods = 0;
  int first_span = 0;
};
OnSite set_dates(ReportReading& reading, std::string_view printed);

/// Sets both names; warns when there is none or it is not in the reference list.
void set_authority(ReportReading& reading, std::string printed);

/// `Northmere` from `Northmere local authority children's services`.
std::string without_services(std::string_view text);

/// Gives numbered paragraphs that are items of a list the item's text, which leaves out the topics between items.
void share_text(std::vector<Paragraph>& paragraphs, std::vector<Area> const& areas);

/// Notes a field for a person to fill, and warns in the same words.
void leave_to_person(ReportReading& reading, std::string field, std::string reason);

/// Reads `Report published: 9 December 2016` or `Published: 2 August 2013` among the first lines.
void set_published(ReportReading& reading, std::vector<Line> const& lines, std::size_t end);

inline constexpr std::string_view board_category = "Local Safeguarding Children Board";

}  // namespace gt::inspections::reading

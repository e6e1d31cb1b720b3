#include "inspections/reading/read_report.h"

#include <algorithm>
#include <iterator>

#include "inspections/reading/families.h"
#include "inspections/reading/lines.h"

namespace gt::inspections {

tl::expected<ReportReading, ReadRefusal> read_report(std::vector<pdf::Page> const& pages) {
  auto document = reading::lay_out(pages);
  if (document.lines.empty())
    return tl::unexpected(
        ReadRefusal{"no_text",
                    "The document has pages but no text, perhaps because it was scanned. Ask for the report as "
                    "it was published, or enter the inspection by hand."});
  // Each form names itself in its title; the order keeps a form from being taken for one that it mentions.
  using Reader = std::optional<ReportReading> (*)(reading::Document const&);
  for (Reader const read : {&reading::read_looked_after_2013, &reading::read_sif, &reading::read_ilacs,
                            &reading::read_board_review, &reading::read_letter}) {
    if (auto found = read(document)) {
      found->warnings.insert(found->warnings.end(), std::make_move_iterator(document.warnings.begin()),
                             std::make_move_iterator(document.warnings.end()));
      return *std::move(found);
    }
  }
  return tl::unexpected(ReadRefusal{
      "not_recognised",
      "The document can be read, but it is not one of the inspection reports or letters about children's services that "
      "are known "
      "here. Check that it is the report itself and not a cover letter, an action plan or a press notice."});
}

}  // namespace gt::inspections

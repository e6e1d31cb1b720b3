#pragma once

#include <optional>

#include "inspections/reading/lines.h"
#include "inspections/reading/report.h"

/// One reader a family. Each answers nothing when the document is not of its family.
namespace gt::inspections::reading {

/// Inspections of local authority children's services, 2018 on.
std::optional<ReportReading> read_ilacs(Document const& document);
/// Single inspections of services for children in need of help and protection, 2013 to 2018.
std::optional<ReportReading> read_sif(Document const& document);
/// Inspections of looked after children services, 2013.
std::optional<ReportReading> read_looked_after_2013(Document const& document);
/// A review of a Local Safeguarding Children Board by itself, 2015.
std::optional<ReportReading> read_board_review(Document const& document);
/// Letters after a focused visit, a monitoring visit or a joint targeted area inspection.
std::optional<ReportReading> read_letter(Document const& document);

}  // namespace gt::inspections::reading

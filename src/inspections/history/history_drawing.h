#pragma once

#include "inspections/history/judgement_history.h"
#include "platform/html/html.h"

namespace gt::inspections {

/// One row a line, the years across: a disc with the grade's letter where it was judged, a dashed ring where a target
/// lies, a band where the next inspection is expected. Everything in it stands in the tables too. Nothing without a
/// judgement.
html::Html history_drawing(JudgementHistory const& history);

/// "R" for "requires improvement".
std::string_view grade_letter(std::string_view grade);

}  // namespace gt::inspections

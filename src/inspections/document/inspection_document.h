#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inspections/clocks/clocks.h"
#include "inspections/history/judgement_history.h"
#include "inspections/inspection_store.h"
#include "platform/office/writer.h"

/// What an inspection found, on a few pages that leave the program.
namespace gt::inspections {

struct InspectionPaper {
  std::string council;
  Date today;
  Inspection inspection;
  std::vector<Finding> findings;
  std::vector<Draft::ParagraphRow> paragraphs;  ///< numbered ones; empty where the report numbers none
  std::vector<InspectionClock> clocks;
  JudgementHistory history;
};

/// Nothing when there is no such inspection.
std::optional<InspectionPaper> read_inspection_paper(db::Transaction& transaction, InspectionId const& id, Date today);

/// Pure.
office::Document inspection_document(InspectionPaper const& paper);
/// "inspection-2025-06-09"
std::string file_name(InspectionPaper const& paper);

/// "inspection document"
void add_document_operations(operations::Registry& registry, office::Writer const& writer);

}  // namespace gt::inspections

#pragma once

#include "inspections/clocks/clocks.h"
#include "inspections/inspection_pages.h"
#include "inspections/inspection_store.h"

// One function a page; each answers one address. Shared by inspection_pages.cpp only.
namespace gt::inspections {

Result<pages::Answer> inspections_page(pages::PageCall& call);
Result<pages::Answer> new_inspection_page(pages::PageCall& call);
Result<pages::Answer> import_report(pages::PageCall& call);
Result<pages::Answer> record_inspection_page(pages::PageCall& call);
Result<pages::Answer> record_inspection(pages::PageCall& call);
Result<pages::Answer> reading_page(pages::PageCall& call);
Result<pages::Answer> confirm_reading(pages::PageCall& call);
Result<pages::Answer> discard_reading(pages::PageCall& call);
Result<pages::Answer> reading_document(pages::PageCall& call);
Result<pages::Answer> inspection_page(pages::PageCall& call, FindCoverage const& find_coverage,
                                      office::Writer const& writer);
Result<pages::Answer> inspection_summary(pages::PageCall& call, office::Writer const& writer, office::Format format);
Result<pages::Answer> judgement_history_page(pages::PageCall& call);
Result<pages::Answer> judgement_history_csv(pages::PageCall& call);
Result<pages::Answer> new_target_page(pages::PageCall& call);
Result<pages::Answer> set_target(pages::PageCall& call);
Result<pages::Answer> end_target_page(pages::PageCall& call);
Result<pages::Answer> end_target(pages::PageCall& call);
Result<pages::Answer> report_text_page(pages::PageCall& call);
Result<pages::Answer> inspection_report_file(pages::PageCall& call);
Result<pages::Answer> findings_csv(pages::PageCall& call, FindCoverage const& find_coverage);
Result<pages::Answer> clock_page(pages::PageCall& call);
Result<pages::Answer> set_clock(pages::PageCall& call);
Result<pages::Answer> edit_inspection_page(pages::PageCall& call);
Result<pages::Answer> change_inspection(pages::PageCall& call);
Result<pages::Answer> edit_finding_page(pages::PageCall& call);
Result<pages::Answer> change_finding(pages::PageCall& call);

// What several of them share.
/// What is due after the report was received, what was done and what is late; nothing where no clock runs.
html::Html clocks_part(std::vector<InspectionClock> const& clocks, bool may_edit);
inline constexpr std::string_view section_label = "Inspections";
html::Link inspections_link();
/// "requires improvement" as pages print it: "Requires improvement".
std::string printed_grade(std::string_view grade);
std::string framework_label(std::string_view code);
/// A stored document as the browser shows it.
Result<pages::Answer> document_response(pages::PageCall& call, std::string const& hash, std::string const& name);

}  // namespace gt::inspections

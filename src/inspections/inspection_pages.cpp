#include "inspections/inspection_pages.h"

#include <fmt/format.h>

#include "inspections/pages/inspections_page.h"

namespace gt::inspections {

void add_pages(pages::Site& site, FindCoverage find_coverage, std::size_t largest_upload,
               office::Writer const& writer) {
  site.get("/inspections", &inspections_page);
  site.get("/inspections/new", &new_inspection_page);
  site.post("/inspections/new", &import_report, {largest_upload});
  site.get("/inspections/record", &record_inspection_page);
  site.post("/inspections/record", &record_inspection);
  site.get("/inspections/history", &judgement_history_page);
  site.get("/inspections/history.csv", &judgement_history_csv);
  site.get("/targets/new", &new_target_page);
  site.post("/targets/new", &set_target);
  site.get("/targets/{target}/end", &end_target_page);
  site.post("/targets/{target}/end", &end_target);
  site.get("/readings/{reading}", &reading_page);
  site.post("/readings/{reading}", &confirm_reading);
  site.post("/readings/{reading}/discard", &discard_reading);
  site.get("/readings/{reading}/document", &reading_document);
  site.get("/inspections/{inspection}",
           [find_coverage, writer](pages::PageCall& call) { return inspection_page(call, find_coverage, writer); });
  for (auto const format : office::all_formats)
    site.get(fmt::format("/inspections/{{inspection}}/summary.{}", office::ending(format)),
             [writer, format](pages::PageCall& call) { return inspection_summary(call, writer, format); });
  site.get("/inspections/{inspection}/text", &report_text_page);
  site.get("/inspections/{inspection}/document", &inspection_report_file);
  site.get("/inspections/{inspection}/findings.csv",
           [find_coverage](pages::PageCall& call) { return findings_csv(call, find_coverage); });
  site.get("/inspections/{inspection}/clocks/{clock}", &clock_page);
  site.post("/inspections/{inspection}/clocks/{clock}", &set_clock);
  site.get("/inspections/{inspection}/edit", &edit_inspection_page);
  site.post("/inspections/{inspection}/edit", &change_inspection);
  site.get("/findings/{finding}/edit", &edit_finding_page);
  site.post("/findings/{finding}/edit", &change_finding);
}

}  // namespace gt::inspections

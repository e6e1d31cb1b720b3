#include "evidence/evidence_pages.h"

#include "evidence/pages/evidence_page_list.h"
#include "platform/registers/table_download.h"

namespace gt::evidence {

void add_pages(pages::Site& site, Connections connections, std::size_t largest_upload) {
  site.get("/evidence", &evidence_list_page);
  registers::add_table_downloads(site, "/evidence", "evidence", &evidence_sheet);
  site.get("/evidence/new", &new_evidence_page);
  site.post("/evidence/new",
            [link_to = connections.link_to](pages::PageCall& call) { return add_evidence(call, link_to); },
            {largest_upload});
  site.get("/evidence/{evidence}",
           [serves = connections.what_it_serves](pages::PageCall& call) { return evidence_page(call, serves); });
  site.get("/evidence/{evidence}/file", &evidence_file);
  site.get("/evidence/{evidence}/edit", &edit_evidence_page);
  site.post("/evidence/{evidence}/edit", &change_evidence);
  site.get("/evidence/{evidence}/replace", &replace_page);
  site.post("/evidence/{evidence}/replace", &replace_file, {largest_upload});
  site.get("/evidence/{evidence}/review", &review_page);
  site.post("/evidence/{evidence}/review", &review_evidence);
  site.get("/evidence/{evidence}/end", &end_evidence_page);
  site.post("/evidence/{evidence}/end", &end_evidence_now);
}

}  // namespace gt::evidence

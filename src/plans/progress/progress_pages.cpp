#include "plans/progress/progress_pages.h"

#include "platform/registers/table_download.h"

namespace gt::plans {

void add_progress_pages(pages::Site& site) {
  site.get("/actions/{action}/update", &update_form_page);
  site.post("/actions/{action}/update", &send_update);
  site.get("/actions/{action}/updates", &updates_page);
  site.get("/updates/{update}", &update_page);
  site.post("/updates/{update}", &decide_on_update);
  site.get("/plan/updates", &cycle_page);
  site.post("/plan/updates", &open_cycle_now);
  registers::add_table_downloads(site, "/plan/updates", "updates-to-chase", &chase_list);
  site.post("/plan/updates/repeat", &repeat_cycles);
  site.post("/plan/updates/{cycle}/close", &close_cycle_now);
  site.get("/themes/{theme}/highlight", &highlight_page);
  site.post("/themes/{theme}/highlight", &issue_highlight);
  site.get("/highlights/{report}", &issued_highlight_page);
}

}  // namespace gt::plans

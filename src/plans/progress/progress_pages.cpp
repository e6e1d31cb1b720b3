#include "plans/progress/progress_pages.h"

namespace gt::plans {

void add_progress_pages(pages::Site& site) {
  site.get("/actions/{action}/update", &update_form_page);
  site.post("/actions/{action}/update", &send_update);
  site.get("/actions/{action}/updates", &updates_page);
  site.get("/updates/{update}", &update_page);
  site.post("/updates/{update}", &decide_on_update);
  site.get("/plan/updates", &cycle_page);
  site.post("/plan/updates", &open_cycle_now);
  site.get("/plan/updates.csv", &chase_list);
  site.post("/plan/updates/{cycle}/close", &close_cycle_now);
  site.get("/themes/{theme}/highlight", &highlight_page);
  site.post("/themes/{theme}/highlight", &issue_highlight);
  site.get("/highlights/{report}", &issued_highlight_page);
}

}  // namespace gt::plans

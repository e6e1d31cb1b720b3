#include "governance/decisions/decision_pages.h"

#include "governance/decisions/pages/decision_page_list.h"

namespace gt::governance {

void add_decision_pages(pages::Site& site, OutsideDates outside) {
  site.get("/forward-plan", [outside](pages::PageCall& call) { return forward_plan_page(call, outside); });
  site.get("/forward-plan/paper", [outside](pages::PageCall& call) { return forward_plan_paper(call, outside); });
  site.get("/forward-plan.csv", [outside](pages::PageCall& call) { return forward_plan_csv(call, outside); });
  site.get("/forward-plan.ods", [outside](pages::PageCall& call) { return forward_plan_ods(call, outside); });
  site.get("/decisions", &decisions_page);
  site.get("/decisions/new", &new_decision_page);
  site.post("/decisions/new", &plan_decision);
  site.get("/decisions/{decision}", &decision_page);
  site.get("/decisions/{decision}/edit", &edit_decision_page);
  site.post("/decisions/{decision}/edit", &change_decision);
  site.get("/decisions/{decision}/steps/{step}", &step_page);
  site.post("/decisions/{decision}/steps/{step}", &save_step);
  site.get("/decisions/{decision}/take", &take_page);
  site.post("/decisions/{decision}/take", &take_decision);
  site.get("/decisions/{decision}/follow", &follow_page);
  site.post("/decisions/{decision}/follow", &follow_decision);
  site.get("/decisions/{decision}/withdraw", &withdraw_page);
  site.post("/decisions/{decision}/withdraw", &withdraw_decision);
  site.get("/decision-settings", &decision_settings_page);
  site.post("/decision-settings", &set_decision_settings);
}

}  // namespace gt::governance

#include "governance/rota/rota_pages.h"

#include "governance/rota/pages/rota_page_list.h"

namespace gt::governance::rota {

void add_rota_pages(pages::Site& site) {
  site.get("/bodies/{body}/rota", &rota_page);
  site.get("/bodies/{body}/rota.csv", &rota_csv);
  site.get("/bodies/{body}/rota.ods", &rota_ods);
  site.post("/bodies/{body}/rota/themes", &mark_theme);
  site.post("/bodies/{body}/rota/marks/{mark}/take-back", &take_mark_back);
  site.post("/bodies/{body}/rota/accept", &accept_rota);
  site.get("/bodies/{body}/rota/rules", &rules_page);
  site.post("/bodies/{body}/rota/rules", &set_rules);
  site.get("/bodies/{body}/rota/absences/new", &absence_page);
  site.post("/bodies/{body}/rota/absences/new", &add_absence);
}

}  // namespace gt::governance::rota

#include "governance/governance_pages.h"

#include "governance/decisions/decision_pages.h"
#include "governance/pages/register_page_list.h"
#include "governance/rota/rota_pages.h"

namespace gt::governance {

void add_pages(pages::Site& site, OutsideDates outside, std::size_t largest_upload, office::Writer const& writer) {
  add_register_pages(site);
  add_register_step_pages(site);
  add_meeting_pages(site);
  add_agenda_pages(site);
  add_minutes_pages(site, writer);
  add_document_pages(site, writer);
  add_calendar_import_pages(site);
  add_paper_pages(site, largest_upload);
  add_view_pages(site);
  rota::add_rota_pages(site);
  add_decision_pages(site, std::move(outside));
}

}  // namespace gt::governance

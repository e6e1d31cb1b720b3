#include "plans/plan_pages.h"

#include "plans/bulk/bulk_pages.h"
#include "plans/bulk/leaver_pages.h"
#include "plans/document/plan_document.h"
#include "plans/pages/board_words.h"
#include "plans/pages/coverage_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pid/pid_pages.h"
#include "plans/progress/progress_pages.h"
#include "plans/records/record_pages.h"
#include "plans/timeline/timeline_page.h"
#include "plans/views/view_pages.h"
#include "platform/registers/table_download.h"

namespace gt::plans {

namespace {

// What pays for a theme and what the boards said stand at the end of its page.
Result<pages::Answer> theme_with_outside(pages::PageCall& call, Outside const& outside) {
  auto answer = TRY(theme_page(call));
  std::string const theme{call.request().segment("theme")};
  if (auto* framed = std::get_if<pages::Framed>(&answer))
    framed->page.body << (outside.resources_of_theme ? outside.resources_of_theme(call, theme) : html::Html{})
                      << board_words_part(call, outside, {theme});
  return answer;
}

}  // namespace

void add_pages(pages::Site& site, Outside outside, office::Writer const& writer) {
  site.get("/", [outside](pages::PageCall& call) { return my_work_page(call, outside); });
  site.get("/plan", [writer](pages::PageCall& call) { return plan_page(call, writer); });
  site.get("/plan.csv", &plan_csv);
  site.get("/plan.xlsx", &plan_xlsx);
  site.get("/plan.ods", &plan_ods);
  site.get("/plan/import", &import_page);
  site.post("/plan/import", &read_tracker_file, {.body_limit = web::upload_body_limit});
  site.get("/plan/import/template.xlsx", &tracker_template);
  site.get("/plan/import/{import}", &one_import_page);
  site.post("/plan/import/{import}", &confirm_import);
  site.post("/plan/import/{import}/choices", &read_import_again);
  site.post("/plan/import/{import}/discard", &discard_import);
  site.get("/plan/paper", [writer](pages::PageCall& call) { return plan_paper_page(call, writer); });
  add_document_pages(site, writer);
  site.get("/plan/timeline", &timeline_page);
  site.get("/plan/coverage", &coverage_page);
  registers::add_table_downloads(site, "/plan/coverage", "coverage", &coverage_sheet);
  site.get("/plan/programme", &programme_page);
  site.post("/plan/programme", &set_programme);
  site.get("/themes/new", &new_theme_page);
  site.post("/themes/new", &add_theme);
  site.get("/themes/{theme}", [outside](pages::PageCall& call) { return theme_with_outside(call, outside); });
  site.get("/themes/{theme}/edit", &edit_theme_page);
  site.post("/themes/{theme}/edit", &change_theme);
  site.get("/themes/{theme}/end", &end_theme_page);
  site.post("/themes/{theme}/end", &end_theme_now);
  site.get("/actions/new", &new_action_page);
  site.post("/actions/new", &add_action);
  site.get("/actions/{action}",
           [outside](pages::PageCall& call) { return with_board_words(call, outside, action_page(call), "action"); });
  site.get("/actions/{action}/edit", &edit_action_page);
  site.post("/actions/{action}/edit", &change_action);
  site.get("/actions/{action}/progress", &progress_page);
  site.post("/actions/{action}/progress", &progress_action);
  site.get("/actions/{action}/end", &end_action_page);
  site.post("/actions/{action}/end", &end_action_now);
  site.get("/actions/{action}/date", &ask_date_page);
  site.post("/actions/{action}/date", &ask_date);
  site.get("/date-changes/{change}", &decide_date_page);
  site.post("/date-changes/{change}", &decide_date);
  site.get("/actions/{action}/difference", &claim_page);
  site.post("/actions/{action}/difference", &claim_difference);
  site.get("/difference-claims/{difference_claim}", &decide_claim_page);
  site.post("/difference-claims/{difference_claim}", &decide_difference);
  site.get("/links/new", &new_join_page);
  site.post("/links/add", &add_join);
  site.post("/links/remove", &remove_join);
  site.get("/history/{record}", &history_page);
  site.post("/history/{record}", &restore_from_history);
  site.get("/plan/versions", &versions_page);
  site.post("/plan/versions", &freeze_version);
  site.get("/plan/compare", &compare_page);
  add_record_pages(site, outside);
  add_pid_pages(site);
  add_progress_pages(site);
  add_view_pages(site);
  add_bulk_pages(site);
  add_leaver_pages(site);
  site.post("/links", [outside](pages::PageCall& call) { return change_links(call, outside); });
  site.get("/findings/{finding}", [outside](pages::PageCall& call) { return finding_page(call, outside); });
}

}  // namespace gt::plans

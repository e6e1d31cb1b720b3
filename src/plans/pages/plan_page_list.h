#pragma once

#include "plans/outside.h"
#include "plans/pages/plan_parts.h"

// One function a page of this slice; plan_pages.cpp gives each its address.
namespace gt::plans {

Result<pages::Answer> my_work_page(pages::PageCall& call, Outside const& outside);
Result<pages::Answer> plan_page(pages::PageCall& call, office::Writer const& writer);
Result<pages::Answer> plan_csv(pages::PageCall& call);
Result<pages::Answer> plan_xlsx(pages::PageCall& call);
Result<pages::Answer> plan_ods(pages::PageCall& call);
Result<pages::Answer> tracker_template(pages::PageCall& call);
Result<pages::Answer> import_page(pages::PageCall& call);
Result<pages::Answer> read_tracker_file(pages::PageCall& call);
Result<pages::Answer> one_import_page(pages::PageCall& call);
Result<pages::Answer> confirm_import(pages::PageCall& call);
Result<pages::Answer> read_import_again(pages::PageCall& call);
Result<pages::Answer> discard_import(pages::PageCall& call);
Result<pages::Answer> plan_paper_page(pages::PageCall& call, office::Writer const& writer);
Result<pages::Answer> coverage_page(pages::PageCall& call);
Result<pages::Answer> programme_page(pages::PageCall& call);
Result<pages::Answer> set_programme(pages::PageCall& call);
Result<pages::Answer> theme_page(pages::PageCall& call);
Result<pages::Answer> new_theme_page(pages::PageCall& call);
Result<pages::Answer> add_theme(pages::PageCall& call);
Result<pages::Answer> edit_theme_page(pages::PageCall& call);
Result<pages::Answer> change_theme(pages::PageCall& call);
Result<pages::Answer> end_theme_page(pages::PageCall& call);
Result<pages::Answer> end_theme_now(pages::PageCall& call);
Result<pages::Answer> action_page(pages::PageCall& call);
Result<pages::Answer> new_action_page(pages::PageCall& call);
Result<pages::Answer> add_action(pages::PageCall& call);
Result<pages::Answer> edit_action_page(pages::PageCall& call);
Result<pages::Answer> change_action(pages::PageCall& call);
Result<pages::Answer> progress_page(pages::PageCall& call);
Result<pages::Answer> progress_action(pages::PageCall& call);
Result<pages::Answer> end_action_page(pages::PageCall& call);
Result<pages::Answer> end_action_now(pages::PageCall& call);
Result<pages::Answer> ask_date_page(pages::PageCall& call);
Result<pages::Answer> ask_date(pages::PageCall& call);
Result<pages::Answer> decide_date_page(pages::PageCall& call);
Result<pages::Answer> decide_date(pages::PageCall& call);
Result<pages::Answer> claim_page(pages::PageCall& call);
Result<pages::Answer> claim_difference(pages::PageCall& call);
Result<pages::Answer> decide_claim_page(pages::PageCall& call);
Result<pages::Answer> decide_difference(pages::PageCall& call);
Result<pages::Answer> add_join(pages::PageCall& call);
Result<pages::Answer> new_join_page(pages::PageCall& call);
Result<pages::Answer> remove_join(pages::PageCall& call);
Result<pages::Answer> history_page(pages::PageCall& call);
Result<pages::Answer> restore_from_history(pages::PageCall& call);
Result<pages::Answer> versions_page(pages::PageCall& call);
Result<pages::Answer> freeze_version(pages::PageCall& call);
Result<pages::Answer> compare_page(pages::PageCall& call);
Result<pages::Answer> change_links(pages::PageCall& call, Outside const& outside);
Result<pages::Answer> finding_page(pages::PageCall& call, Outside const& outside);

}  // namespace gt::plans

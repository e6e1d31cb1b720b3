#pragma once

#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

namespace gt::plans {

/// Updates of an action, one update, the cycle on which owners are asked, and the highlight report of a theme.
void add_progress_pages(pages::Site& site);

// One function a page; progress_pages.cpp gives each its address.
Result<pages::Answer> update_form_page(pages::PageCall& call);
Result<pages::Answer> send_update(pages::PageCall& call);
Result<pages::Answer> updates_page(pages::PageCall& call);
Result<pages::Answer> update_page(pages::PageCall& call);
Result<pages::Answer> decide_on_update(pages::PageCall& call);
Result<pages::Answer> cycle_page(pages::PageCall& call);
/// All pages of what the cycle's page shows.
Result<sheet::Table> chase_list(pages::PageCall& call);
Result<pages::Answer> open_cycle_now(pages::PageCall& call);
Result<pages::Answer> close_cycle_now(pages::PageCall& call);
Result<pages::Answer> repeat_cycles(pages::PageCall& call);
Result<pages::Answer> highlight_page(pages::PageCall& call);
Result<pages::Answer> issue_highlight(pages::PageCall& call);
Result<pages::Answer> issued_highlight_page(pages::PageCall& call);

}  // namespace gt::plans

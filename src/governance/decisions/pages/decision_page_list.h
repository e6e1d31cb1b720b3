#pragma once

#include "governance/decisions/forward_plan.h"
#include "platform/pages/pages.h"

// One function a page of decisions and the forward plan; decision_pages.cpp gives each its address.
namespace gt::governance {

Result<pages::Answer> forward_plan_page(pages::PageCall& call, OutsideDates const& outside);
/// For print: what is open to all, whoever prints it.
Result<pages::Answer> forward_plan_paper(pages::PageCall& call, OutsideDates const& outside);
Result<pages::Answer> forward_plan_csv(pages::PageCall& call, OutsideDates const& outside);
Result<pages::Answer> forward_plan_ods(pages::PageCall& call, OutsideDates const& outside);
Result<pages::Answer> decisions_page(pages::PageCall& call);
Result<pages::Answer> decision_page(pages::PageCall& call);
Result<pages::Answer> new_decision_page(pages::PageCall& call);
Result<pages::Answer> plan_decision(pages::PageCall& call);
Result<pages::Answer> edit_decision_page(pages::PageCall& call);
Result<pages::Answer> change_decision(pages::PageCall& call);
Result<pages::Answer> step_page(pages::PageCall& call);
Result<pages::Answer> save_step(pages::PageCall& call);
Result<pages::Answer> take_page(pages::PageCall& call);
Result<pages::Answer> take_decision(pages::PageCall& call);
Result<pages::Answer> follow_page(pages::PageCall& call);
Result<pages::Answer> follow_decision(pages::PageCall& call);
Result<pages::Answer> withdraw_page(pages::PageCall& call);
Result<pages::Answer> withdraw_decision(pages::PageCall& call);
Result<pages::Answer> decision_settings_page(pages::PageCall& call);
Result<pages::Answer> set_decision_settings(pages::PageCall& call);

}  // namespace gt::governance

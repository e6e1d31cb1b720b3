#pragma once

#include "evidence/pages/evidence_parts.h"
#include "platform/sheet/table.h"

// One function a page of this slice; evidence_pages.cpp gives each its address.
namespace gt::evidence {

Result<pages::Answer> evidence_list_page(pages::PageCall& call);
/// All pages of what the list shows.
Result<sheet::Table> evidence_sheet(pages::PageCall& call);
Result<pages::Answer> new_evidence_page(pages::PageCall& call);
Result<pages::Answer> add_evidence(pages::PageCall& call, decltype(Connections::link_to) const& link_to);
Result<pages::Answer> evidence_page(pages::PageCall& call, decltype(Connections::what_it_serves) const& what_it_serves);
Result<pages::Answer> evidence_file(pages::PageCall& call);
Result<pages::Answer> edit_evidence_page(pages::PageCall& call);
Result<pages::Answer> change_evidence(pages::PageCall& call);
Result<pages::Answer> replace_page(pages::PageCall& call);
Result<pages::Answer> replace_file(pages::PageCall& call);
Result<pages::Answer> review_page(pages::PageCall& call);
Result<pages::Answer> review_evidence(pages::PageCall& call);
Result<pages::Answer> end_evidence_page(pages::PageCall& call);
Result<pages::Answer> end_evidence_now(pages::PageCall& call);

}  // namespace gt::evidence

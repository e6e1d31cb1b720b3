#pragma once

#include "evidence/evidence.h"
#include "plans/outside.h"
#include "platform/office/writer.h"
#include "platform/pages/pages.h"

namespace gt::plans {

/// Adds `/` (my work), `/plan`, `/themes`, `/actions` and `/findings/{id}`, each with the pages below it; `outside` is
/// what they show of other slices; `writer` makes files of the plan.
void add_pages(pages::Site& site, Outside outside = {}, office::Writer const& writer = office::Writer::installed());

/// What a piece of evidence shows, for its page.
html::Html evidence_serves(pages::PageCall const& call, evidence::EvidenceId const& evidence);
/// Links new evidence to what it was added for, `kind:id`. Errors: as "evidence link".
Result<void> link_evidence(pages::PageCall& call, evidence::EvidenceId const& evidence, std::string const& target);

}  // namespace gt::plans

#pragma once

#include <functional>
#include <string>

#include "evidence/evidence.h"
#include "platform/pages/pages.h"

namespace gt::evidence {

/// What others add to these pages; each may be left empty.
struct Connections {
  /// What a piece of evidence serves, for its page: a part with its own heading.
  std::function<html::Html(pages::PageCall const&, EvidenceId const&)> what_it_serves;
  /// Links new evidence to what it was added for; `target` is `kind:id` ("action:k7m2q9x4t8v3b6dp"), of a kind that
  /// may be unknown to the callee. Errors: shown beside the news that the evidence was added.
  std::function<Result<void>(pages::PageCall&, EvidenceId const&, std::string const& target)> link_to;
};

/// Adds `/evidence` with the pages below it, and its downloads. `/evidence/new` takes `?title=`, `?source=`,
/// `?for=kind:id` for `link_to`, and `?back=/folder/id` to return to.
void add_pages(pages::Site& site, Connections connections, std::size_t largest_upload);

}  // namespace gt::evidence

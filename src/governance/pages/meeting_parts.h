#pragma once

#include <vector>

#include "governance/governance.h"
#include "platform/html/components.h"

namespace gt::governance {

/// Day, body, state and when papers are due or went out, in the order given.
html::Html meetings_table(std::vector<Meeting> const& meetings, Date today);
html::Html meeting_tag(Meeting const& meeting);
/// Of a private item: its paragraph, and why the public interest is in keeping it private.
html::Html why_private(Item const& item);

}  // namespace gt::governance

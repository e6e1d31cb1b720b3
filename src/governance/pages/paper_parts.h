#pragma once

#include "governance/pages/meeting_load.h"
#include "governance/papers/paper.h"

namespace gt::governance {

/// The papers of a meeting that its reader may see, and the way to add one.
html::Html papers_part(LoadedMeeting const& loaded);
/// The file in force, with its kind and size.
html::Html file_link(Paper const& paper);

}  // namespace gt::governance

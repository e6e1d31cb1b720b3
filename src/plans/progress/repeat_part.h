#pragma once

#include <optional>

#include "plans/progress/repeats.h"
#include "platform/html/fields.h"
#include "platform/pages/pages.h"

/// How cycles of updates repeat, as their page says it and lets it be changed.
namespace gt::plans {

struct RepeatShown {
  bool has_cycle = false;  ///< nothing repeats before there was one
  std::optional<UpdateRepeat> repeat = {};
  std::optional<NextCycle> next = {};
  bool may_go_on = true;  ///< whether the person who set it still may
};
RepeatShown load_repeat(db::Transaction& transaction, Date today);

/// Empty where nothing repeats.
html::Html repeat_sentence(RepeatShown const& shown);
/// Sends "every" to /plan/updates/repeat; empty before there was a cycle.
html::Html repeat_form(pages::PageCall const& call, RepeatShown const& shown, html::FormState const& state);

}  // namespace gt::plans

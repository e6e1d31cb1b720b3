#pragma once

#include <memory>
#include <optional>
#include <string>

#include "notices/notices.h"
#include "platform/operations/declare.h"

// What the operations of this slice share.
namespace gt::notices {

using SharedSources = std::shared_ptr<Sources const>;

/// Anything that can be commented on, by its id alone.
using RecordRef = Id<struct CommentedRecordTag>;

template <class Input>
operations::Field<Input> record_field(std::optional<RecordRef> Input::*member) {
  return operations::field("record", member, "What it is about: an action, theme, project, finding, evidence …",
                           "k7m2q9x4t8v3b6dp");
}

void add_comment_operations(operations::Registry& registry, SharedSources const& sources);
void add_digest_operations(operations::Registry& registry);
void add_feed_operations(operations::Registry& registry, SharedSources const& sources);

}  // namespace gt::notices

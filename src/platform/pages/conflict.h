#pragma once

#include <string>
#include <vector>

#include "platform/pages/pages.h"

/// Two people edited the same record: the page that shows both versions and loses neither.
namespace gt::pages {

/// One field of the record: what is stored now beside what this person typed in the form field `name`.
struct Conflicting {
  std::string label;
  std::string name;
  std::string stored;
};

/// The 409 page. `what` is "This action"; `section` marks the navigation; the form goes back to `action`.
Answer conflict_answer(PageCall const& call, std::string what, std::string section, std::int64_t stored_version,
                       html::Href action, std::vector<Conflicting> const& fields);

/// What the person chose on it: "theirs", "mine", "edit", or nothing for an ordinary form.
std::string conflict_choice(PageCall const& call);
/// The version a form sent, for the operation's `version`.
std::string sent_version(PageCall const& call);

}  // namespace gt::pages

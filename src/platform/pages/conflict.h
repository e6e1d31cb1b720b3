#pragma once

#include <optional>
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
  std::vector<html::Option> names{};  ///< what the values are called, where they are ids
};

/// The record that two people changed.
struct Contested {
  std::string what;                     ///< "This action"
  std::string id;                       ///< says who saved it and when, from the audit log; empty where it has none
  std::string section;                  ///< marks the navigation
  std::int64_t version = 0;             ///< that is stored now
  html::Href action;                    ///< where its form goes
  std::optional<html::Href> history{};  ///< the page of its history, where it has one
};

/// The 409 page: who saved and when, both texts of every field that differs side by side, and the choice to keep
/// theirs, keep one's own or put the two together.
Answer conflict_answer(PageCall const& call, Contested record, std::vector<Conflicting> const& fields);

/// A hidden field of the conflict page's form only: tells an unanswered choice from an ordinary form.
inline constexpr char const* conflict_asked_field = "asked";

/// What the person chose on it: "theirs", "mine", "edit", or nothing for an ordinary form.
std::string conflict_choice(PageCall const& call);
/// For "edit": the form with this person's own words in it, and beside each field that differs what was saved.
html::FormState both_texts(PageCall const& call);
/// The version a form sent, for the operation's `version`; one that no record has when the person was asked to choose
/// and did not, so that nothing is saved and the conflict page comes again.
std::string sent_version(PageCall const& call);
/// The version for a form that is shown: of the record when it is fresh, else the one it was opened with. A form that
/// was refused must not take a newer version, or it would overwrite a change its writer never saw.
std::int64_t version_to_send(html::FormState const& state, std::int64_t stored_version);

}  // namespace gt::pages

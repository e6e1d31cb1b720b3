#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

// The SMART check: is an action specific, measurable, owned and dated? Advice, never a refusal.
// Source: issue "The plan and the golden thread", SMART check; the words are data, reference/smart_words.tsv.
namespace gt::plans::rules {

/// One action as the check sees it.
struct SmartSubject {
  std::string wording;           ///< what will be done, one sentence or two; may be empty
  std::string owner_role;        ///< who answers for it, by role; empty when nobody is named
  bool owner_is_account{false};  ///< true when one account owns it: then it is one person, whatever the role says
  std::optional<Date> start{};
  std::optional<Date> due{};
  std::string due_as_typed{};  ///< a due date that names no day, as a tracker had it: "ongoing"; else empty
  Date today;
  bool has_measure{false};        ///< a measure with a target is linked to it
  bool has_success_words{false};  ///< it says in words how one will know that it is done
  bool is_done{false};            ///< a date that has passed needs no advice then
};

/// One piece of advice.
struct Advice {
  std::string rule;        ///< one of `smart_rules()`
  std::string found;       ///< what was found, quoting the words
  std::string suggestion;  ///< what to do

  friend bool operator==(Advice const&, Advice const&) = default;
};

/// A sentence longer than this is read by nobody at a board. In words.
constexpr std::size_t kLongestWording = 40;

/// Every rule by name, in the order in which advice is given:
/// `no-verb` the wording does not say what will be done; `vague-verb` it does so with a verb that has no end, and no
/// figure or product; `several-actions-in-one`; `unmeasurable-word`; `no-measure-of-done` nothing tells when it is
/// done; `too-long`; `no-owner`; `owner-is-a-group`; `no-date`; `date-is-ongoing`; `date-past`.
std::vector<std::string> const& smart_rules();

/// What could be better; empty when nothing was found. At most one piece of advice a rule.
std::vector<Advice> smart_check(SmartSubject const& subject);

}  // namespace gt::plans::rules

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "platform/html/fields.h"
#include "platform/html/html.h"

namespace gt::html {

/// Nothing here yet: what it is for, and the first step.
struct Empty {
  std::string title;
  Html what_for;
  /// Buttons or links; may be empty for a reader who cannot start it.
  std::vector<Html> steps{};
};
Html empty_state(Empty const& empty);

/// Done, and what happens next.
struct Confirmation {
  std::string title;
  Html what{};
  std::vector<Html> next{};
  Html after{};
};
Html confirmation(Confirmation const& confirmation);

struct ConflictField {
  std::string label;
  /// As it was when the form was opened; leave all of them empty when that is not known.
  Html opened{};
  Html theirs;
  Html mine;
  /// The words that differ are marked in both already; otherwise a whole value is marked where it differs.
  bool is_marked = false;
};
/// Someone else saved first. Both versions side by side, none lost; the choices weigh the same and none is chosen.
/// The form sends `keep` with the option's value ("theirs", "mine", "edit"), the fields in `mine` again, and the
/// version that is stored now.
struct Conflict {
  /// "This action", "This finding"
  std::string what;
  /// As in "Saved by …": a name, or "somebody else".
  std::string saved_by;
  /// When: a `moment`; may be empty.
  Html saved_at;
  std::vector<ConflictField> fields;
  /// Labels of the fields that are the same in both and are not listed.
  std::vector<std::string> same{};
  Href action;
  std::string csrf_token;
  std::int64_t stored_lock_version = 0;
  std::vector<std::pair<std::string, std::string>> mine;
  /// Under the question; say what becomes of the version that is not chosen, if the page knows.
  Html hint{};
  std::vector<Option> choices{{"theirs", "Keep theirs and drop mine", {}},
                              {"mine", "Put mine over theirs for the fields I changed", {}},
                              {"edit", "Put the two together: open the form again with both texts", {}}};
};
/// The title of a conflict page, for Page::title.
inline constexpr std::string_view conflict_title = "Someone else changed this while you were writing";
Html conflict(Conflict const& conflict, FormState const& state = {});

/// A page for an answer that is no page: status 403, 404, 409, 429, 500 ... Says what happened and what to do.
struct Problem {
  std::string title;
  Html what;
  Html next{};
  /// Printed so that it can be quoted to whoever helps; empty prints none.
  std::string request_id{};
};
Html problem(Problem const& problem);

}  // namespace gt::html

#pragma once

#include <set>
#include <string>
#include <vector>

#include "plans/pages/plan_parts.h"
#include "plans/records/record_kinds.h"
#include "plans/thread/reach.h"

// Parts that the page of anything in the plan has: what it is joined to, and what it has been. For this slice.
namespace gt::plans {

/// What a page asks of one read: links both ways with their other ends, and the choices for new ones.
struct Joins {
  struct Line {
    std::string relation;  ///< as read from this thing: "answers", "belongs to"
    Thing other;
    bool is_broken = false;  ///< its other end is gone
    bool is_down = true;     ///< this thing is the upper end
  };
  std::vector<Line> lines;
  std::vector<Line> by_way;           ///< reached by way of another thing, as the relation says; no links of its own
  std::vector<html::Option> choices;  ///< what it may be joined to, small kinds only; the value is the id
  bool has_many_choices = false;      ///< then `choices` is empty, and a page of its own offers them
};
/// Records in the plan above which a page links to its choices instead of listing them.
inline constexpr std::int64_t most_choices_here = 60;
/// What a thing of the kind may be joined to; the value is the id.
std::vector<html::Option> join_choices(db::Transaction& transaction, std::string const& kind);
/// The fields of the form to `/links/add`.
html::Html join_fields(Thing const& thing, std::string const& back, std::vector<html::Option> choices,
                       html::FormState const& state = {});
/// `shown`: ids of what is in the plan and the page has read and shows by itself; of these a line holds the kind and
/// the id alone.
Joins read_joins(db::Transaction& transaction, Thing const& thing, evidence::Sight sight,
                 std::set<std::string> const& shown = {});

/// The name of something that was taken out, marked as a gap. It leads to where its past is told: a theme or an action
/// that was taken out has no page of its own any more. What has no address is not named.
html::Html gap_link(Thing const& thing);

/// The links under one heading, in a table, with buttons where the reader may change them. `skip` leaves kinds out that
/// the page shows by itself, except for gaps. A kind that joins nothing itself gets no form.
html::Html joins_part(pages::PageCall const& call, Thing const& thing, Joins const& joins, bool may_edit,
                      std::vector<std::string> const& skip = {});

/// "History", folded: who changed what and why, and a way back to each past state.
html::Html history_link(Thing const& thing);

/// What one of this kind may be put under, from the kinds few enough to choose from a list.
std::vector<html::Option> under_options(db::Transaction& transaction, RecordKind const& kind);

/// Choices for an owner's account, by name, the first one empty.
std::vector<html::Option> account_options(db::Transaction& transaction);

/// The same, read for a form; only the empty choice when the reader may not see the plan.
std::vector<html::Option> accounts_to_choose(pages::PageCall const& call);

/// The plan's projects, for a form.
std::vector<html::Option> projects_to_choose(pages::PageCall const& call);

/// Whether the person's role reaches the thing through one of its themes.
bool may_on_thing(pages::PageCall const& call, std::string_view permission, std::vector<std::string> const& themes);

}  // namespace gt::plans

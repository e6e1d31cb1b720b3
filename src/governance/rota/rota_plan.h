#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "governance/rota/rota.h"
#include "governance/rota/solver/rota_solver.h"
#include "plans/plans.h"

/// A body's rota as it stands and as it is suggested. For this slice.
namespace gt::governance::rota {

/// The days a page or call asks for.
struct Span {
  Date from;  ///< meetings before today are shown from here
  Date to;    ///< meetings are planned up to here
};
/// Four months back and a year ahead.
Span usual_span(Date today);
/// Errors: invalid, when the days are out of order, today is not between them, or they lie more than six years apart.
Result<void> check_span(Span const& span, Date today);

struct RotaTheme {
  plans::Theme theme;
  std::optional<plans::ActionStatus> delivered;  ///< rolled up from its actions; nothing when it has none
  bool is_red() const { return delivered == plans::ActionStatus::off_track; }
};

/// Everything a rota is planned from, read in one transaction.
struct Situation {
  Entry body;
  Span span;
  Date today;
  std::vector<BodyRules> versions;
  BodyRules rules;                          ///< in force at the first meeting planned
  std::vector<RotaTheme> themes;            ///< in the plan's order
  std::vector<governance::Meeting> past;    ///< held, or its papers out and its day gone; in the span
  std::vector<governance::Meeting> coming;  ///< not yet held, by day: those that are planned
  std::vector<Mark> marks;
  std::set<std::pair<std::string, std::string>> on_agenda;  ///< meeting and theme
  Problem problem;                                          ///< themes and coming meetings, in those orders
};

/// The same few queries, whatever the number of meetings. Nothing when there is no such body.
std::optional<Situation> read_situation(db::Transaction& transaction, std::string const& body, Span const& span,
                                        Sight const& sight, Date today);

/// Plans it; the answer to the last few questions is remembered, since it depends on nothing else. Errors: as `solve`.
Result<Outcome> planned(Situation const& situation);
/// Whether planning it may take so long that nobody should wait for it with a page half loaded: over a second.
bool takes_long(Situation const& situation);
/// The plan that is remembered, or was kept by `keep_plan`; nothing when it has to be planned.
std::optional<Outcome> find_plan(db::Transaction& transaction, Situation const& situation);
/// Keeps the plan for those who ask the same, also after a restart; plans that nobody renewed for a month go.
void keep_plan(db::Transaction& transaction, Situation const& situation, Outcome const& outcome, Instant now);
/// What a job that plans this is about.
std::string about_plan(Situation const& situation);

/// Meetings that a full round of the themes takes: of the plan, or by the rules alone while no meeting is to come. 0
/// without themes.
int meetings_in_a_round(Situation const& situation, Outcome const& outcome);

/// How a theme stands at a coming meeting.
enum class Standing {
  nothing,
  set,        ///< by hand, or on an agenda that was written by hand or is out
  placed,     ///< a suggestion that was taken, and still suggested
  leaving,    ///< was taken, and would now go elsewhere
  suggested,  ///< on no agenda yet
  returns,    ///< suggested because it is off track
  not_here,
  away,
};
/// "Set", "Planned", "Would move", "Suggest", "Returns", "Not here", "Lead away"; empty for nothing.
std::string_view label(Standing standing);
Standing standing_at(Situation const& situation, Outcome const& outcome, std::size_t theme, std::size_t meeting);

/// What accepting would change: themes to put on agendas and to take off, by their places in the problem.
struct Step {
  std::size_t meeting;
  std::size_t theme;
  bool on;  ///< else off
  Why why;
};
std::vector<Step> steps_to_accept(Situation const& situation, Outcome const& outcome);
/// Names those steps, so that accepting what has changed since it was seen is noticed. Empty when there are none.
std::string fingerprint(Situation const& situation, std::vector<Step> const& steps);

/// "set by hand", "off track: returns", "the board asked", "at its limit", "waited longest", "evens out the gaps"
std::string_view reason(Why why);
/// "No theme can come." and the like.
std::string_view reason(WhyFree why);
/// What cannot hold together, one sentence each.
std::vector<std::string> clash_words(Situation const& situation, Clash const& clash);
/// The ways on, one sentence each.
std::vector<std::string> ways_on(Situation const& situation, Clash const& clash);

}  // namespace gt::governance::rota

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funding/arithmetic/spread.h"
#include "platform/records/kinds.h"

/// How far a post is from somebody being in it, and what it costs meanwhile. Pure.
namespace gt::funding {

/// A step of the pipeline; `usual_days` from the step before.
struct PostStep {
  std::string word;     ///< "advertised"
  std::string meaning;  ///< "It is advertised"
  int usual_days;
};
/// In order, from reference/post_steps.tsv.
std::vector<PostStep> const& post_steps();
/// From 0; nothing when there is no such step.
std::optional<std::size_t> step_place(std::string_view word);

/// The step a post has reached; "not begun" before the first.
std::string post_state(records::Record const& post);
/// Every one of them, in order.
std::vector<std::string> post_states();

/// When somebody is in post: the day they started, else the latest of the day that was planned, of today, and of the
/// day of the last step with the usual days of those still to come. `is_known` once they have.
struct ExpectedStart {
  Date on;
  bool is_known;
};
ExpectedStart expected_start(records::Record const& post, Date today);

/// The step that comes next, and the day it usually is done by; nothing once somebody is in post.
struct NextStep {
  PostStep step;
  Date due;
};
std::optional<NextStep> next_step(records::Record const& post, Date today);

/// What is not spent because the post starts later than was first planned; nothing while the cost in a full year or the
/// first day planned is not given.
std::optional<Money> saved_by_waiting(records::Record const& post, Date today);

/// Refuses a step out of order, before the last, or in the future; going back needs a note.
Result<void> check_step(records::Record const& post, std::string_view step, Date on, std::string const& note,
                        Date today);

}  // namespace gt::funding

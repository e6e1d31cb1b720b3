#include "funding/posts/post_rules.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "funding/reference_text.h"
#include "platform/core/text.h"

namespace gt::funding {

namespace {

constexpr char const* not_begun = "not begun";

std::vector<PostStep> read_steps() {
  std::vector<PostStep> out;
  for (auto const& line : split_lines(embedded::post_steps)) {
    if (line.empty() || line.front() == '#') continue;
    auto const cells = split(line, '\t');
    if (cells.size() != 3) throw std::runtime_error("reference/post_steps.tsv: a line has not three columns.");
    out.push_back({cells[0], cells[1], std::stoi(cells[2])});
  }
  return out;
}

std::size_t place_of_start() { return *step_place("started"); }

// The usual days from after the step at `from` until somebody has started.
int days_to_start(std::size_t from) {
  int out = 0;
  for (auto at = from; at <= place_of_start(); ++at) out += post_steps()[at].usual_days;
  return out;
}

std::size_t steps_done(records::Record const& post) {
  auto const place = step_place(post.text("step"));
  return place ? *place + 1 : 0;
}

}  // namespace

std::vector<PostStep> const& post_steps() {
  static auto const steps = read_steps();
  return steps;
}

std::optional<std::size_t> step_place(std::string_view word) {
  auto const& steps = post_steps();
  auto const found = std::find_if(steps.begin(), steps.end(), [&](auto const& each) { return each.word == word; });
  return found == steps.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - steps.begin()));
}

std::string post_state(records::Record const& post) {
  auto step = post.text("step");
  return step.empty() ? not_begun : step;
}

std::vector<std::string> post_states() {
  std::vector<std::string> out{not_begun};
  for (auto const& each : post_steps()) out.push_back(each.word);
  return out;
}

ExpectedStart expected_start(records::Record const& post, Date today) {
  if (auto const started = post.date("started_on")) return {*started, true};
  auto const since = post.date("step_on").value_or(today);
  auto const by_steps = since.plus_days(days_to_start(steps_done(post)));
  return {std::max({by_steps, today, post.date("planned_start").value_or(today)}), false};
}

std::optional<NextStep> next_step(records::Record const& post, Date today) {
  auto const done = steps_done(post);
  if (done > place_of_start()) return std::nullopt;
  auto const& step = post_steps()[done];
  return NextStep{step, post.date("step_on").value_or(today).plus_days(step.usual_days)};
}

std::optional<Money> saved_by_waiting(records::Record const& post, Date today) {
  auto const full_year = post.money("full_year");
  auto const planned = post.date("first_start");
  if (!full_year || !planned) return std::nullopt;
  auto const start = expected_start(post, today).on;
  if (start <= *planned) return Money();
  return total(monthly_cost(*full_year, *planned, start.plus_days(-1)));
}

Result<void> check_step(records::Record const& post, std::string_view step, Date on, std::string const& note,
                        Date today) {
  auto const place = step_place(step);
  if (!place) return refuse_field("step", "Choose one of the steps of a post.");
  if (on > today) return refuse_field("on", "A step is recorded once it was done. This day is still to come.");
  auto const done = steps_done(post);
  if (*place > done && *place != place_of_start())
    return refuse_field("step", fmt::format("Before that the post has to be {}. Record the steps in their order.",
                                            post_steps()[done].word));
  if (*place > done && note.empty())
    return refuse_field(
        "note", fmt::format("It was not yet {}. Say why somebody could start without.", post_steps()[done].word));
  if (*place < done && note.empty())
    return refuse_field("note", "The post goes back to an earlier step. Say why, such as “no appointment was made”.");
  if (auto const since = post.date("step_on"); since && on < *since)
    return refuse_field("on",
                        fmt::format("The step before was on {}. This one cannot have been earlier.", since->printed()));
  return {};
}

}  // namespace gt::funding

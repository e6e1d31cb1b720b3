#include "governance/decisions/decision_place.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "evidence/evidence.h"
#include "plans/plans.h"

namespace gt::governance {

namespace {

constexpr std::array<std::string_view, 3> council_bodies{"full council", "scrutiny committee",
                                                         "scrutiny sub-committee"};

}  // namespace

DecidedBy as_whom(Entry const& body) {
  auto const kind = body.text("body_kind");
  if (kind == "cabinet") return DecidedBy::executive_meeting;
  if (std::find(council_bodies.begin(), council_bodies.end(), kind) != council_bodies.end() ||
      body.text("in_public") == "yes")
    return DecidedBy::council_meeting;
  return DecidedBy::board;
}

Result<PlaceOfDecision> place_of_decision(operations::Call& call, nlohmann::json const& values) {
  auto const sight = sight_of(call.db(), call.actor(), call.today());
  auto const body = find_entry(call.db(), values.at("body").get<std::string>(), sight);
  if (!body || body->is_ended || body->kind != &board_kind("body"))
    return refuse_field("body", "Choose a body from the list. If it is not there, add it under Boards first.");
  PlaceOfDecision place{body->id.text(), body->title, as_whom(*body), {}, {}, {}};
  if (auto const meeting = records::text_of(values, "meeting"); !meeting.empty()) {
    auto const found = find_meeting(call.db(), MeetingId::trusted(meeting));
    if (!found || found->body != place.body)
      return refuse_field("meeting", fmt::format("Choose a meeting of {}, or none.", place.body_name));
    if (found->state == MeetingState::cancelled)
      return refuse_field("meeting", fmt::format("{} was cancelled. Choose another meeting.", found->printed()));
    place.meeting = meeting;
    place.meeting_day = found->on;
  }
  for (auto const* name : {"theme", "finding", "project"}) {
    auto const id = records::text_of(values, name);
    if (id.empty()) continue;
    auto const thing = plans::find_thing(call.db(), id, evidence::sight_of(call.actor()));
    if (!thing || thing->is_ended || thing->kind != name)
      return refuse_field(name, fmt::format("There is no such {} in the plan. Choose from the list.", name));
  }
  if (auto const answers = records::text_of(values, "answers"); !answers.empty()) {
    auto const found = find_entry(call.db(), answers, sight);
    if (!found || found->kind != &board_kind("recommendation"))
      return refuse_field("answers", "Choose a recommendation from the register, or leave this out.");
    if (auto const to = found->text("to_body"); to != place.body)
      return refuse_field("answers",
                          fmt::format("That recommendation was not made to {}. Choose one that was, or leave "
                                      "this out and write it in words.",
                                      place.body_name));
    place.answers = answers;
  }
  return place;
}

std::optional<Date> meeting_day(db::Transaction& transaction, std::optional<std::string> const& meeting) {
  if (!meeting) return std::nullopt;
  auto const found = find_meeting(transaction, MeetingId::trusted(*meeting));
  return found && found->state != MeetingState::cancelled ? std::optional(found->on) : std::nullopt;
}

}  // namespace gt::governance

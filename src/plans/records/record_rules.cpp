#include <fmt/format.h>

#include "plans/records/records.h"

namespace gt::plans {

namespace {

Result<void> does_not_end_before_it_starts(Record const& record) {
  auto start = record.date("start");
  auto due = record.date("due");
  if (start && due && *due < *start)
    return refuse_field("due", fmt::format("It cannot end before it starts, on {}.", start->printed()));
  return {};
}

// Source: PRACTICE section 1, five-point scales for likelihood and impact.
Result<void> scores_are_one_to_five(Record const& record) {
  for (auto const* name : {"likelihood", "impact", "likelihood_after", "impact_after"}) {
    auto score = record.whole_number(name);
    if (score && (*score < 1 || *score > 5))
      return refuse_field(name, fmt::format("The score must be from 1 to 5; this is {}.", *score));
  }
  if (record.whole_number("likelihood_after").has_value() != record.whole_number("impact_after").has_value())
    return refuse_field(record.whole_number("likelihood_after") ? "impact_after" : "likelihood_after",
                        "After mitigation, give both likelihood and impact, or neither.");
  return {};
}

Result<void> is_closed_with_a_reason(Record const& record) {
  if (record.text("risk_state") == "closed" && record.text("closed_note").empty())
    return refuse_field("closed_note", "Say why it was closed, so that the board can see that it was.");
  return {};
}

// A pilot is adopted or stopped on what was found.
Result<void> pilot_is_decided_on_a_verdict(Record const& record) {
  if (record.text("decision").empty()) return {};
  if (record.text("project_kind") != "pilot")
    return refuse_field("project_kind",
                        "Only a pilot is adopted or stopped. Make this a pilot, or leave the decision empty.");
  if (record.text("verdict").empty())
    return refuse_field("verdict", "Say what was found: a pilot is adopted or stopped on its verdict.");
  return {};
}

Result<void> target_names_a_grade_or_areas(Record const& record) {
  if (record.text("goal_kind") == "judgement target" && record.text("grade").empty())
    return refuse_field("grade", "Choose the grade that is aimed for.");
  if (auto areas = record.whole_number("areas_wanted"); areas && *areas < 1)
    return refuse_field("areas_wanted", "The number of areas must be 1 or more.");
  return {};
}

// A rate keeps its numerator and denominator; a base or target without its day proves nothing.
Result<void> value_is_whole(Record const& record, std::string const& name, std::string const& day) {
  auto numerator = record.whole_number(name + "_numerator");
  auto denominator = record.whole_number(name + "_denominator");
  if (denominator && *denominator < 1) return refuse_field(name + "_denominator", "“Out of” must be 1 or more.");
  if (denominator && !numerator)
    return refuse_field(name + "_numerator", fmt::format("Enter how many of the {}.", *denominator));
  if (numerator && !denominator && record.text("unit") != "count" && record.text("unit") != "days")
    return refuse_field(
        name + "_denominator",
        fmt::format("A {} needs what it is out of: 80 per cent is 80 out of 100.", record.text("unit")));
  if (numerator && !record.date(day))
    return refuse_field(day, fmt::format("Enter the day of the {}: without it no change can be shown.", name));
  return {};
}

Result<void> measure_is_whole(Record const& record) {
  TRY(value_is_whole(record, "baseline", "baseline_on"));
  return value_is_whole(record, "target", "due");
}

}  // namespace

std::string RiskScore::printed() const { return fmt::format("{} ({} × {})", product, likelihood, impact); }

std::optional<RiskScore> risk_score(Record const& risk, std::string const& suffix) {
  auto const likelihood = risk.whole_number("likelihood" + suffix), impact = risk.whole_number("impact" + suffix);
  if (!likelihood || !impact) return std::nullopt;
  return RiskScore{*likelihood * *impact, *likelihood, *impact};
}

Result<void> check_record(Record const& record) {
  auto const& word = record.kind->word;
  if (word == "stage" || word == "project") TRY(does_not_end_before_it_starts(record));
  if (word == "project") TRY(pilot_is_decided_on_a_verdict(record));
  if (word == "goal") TRY(target_names_a_grade_or_areas(record));
  if (word == "success measure") TRY(measure_is_whole(record));
  if (word == "risk") {
    TRY(scores_are_one_to_five(record));
    TRY(is_closed_with_a_reason(record));
  }
  return {};
}

}  // namespace gt::plans

#include "governance/registers/entry_rules.h"

#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace gt::governance {

namespace {

using Pair = std::pair<char const*, char const*>;

// The first day before the second one, of whichever kinds have both.
constexpr std::array<Pair, 6> days_in_order{Pair{"from", "until"},           Pair{"starts_on", "ends_on"},
                                            Pair{"began_on", "ended_on"},    Pair{"found_on", "fixed_on"},
                                            Pair{"fixed_on", "reissued_on"}, Pair{"asked_on", "answered_on"}};

Result<void> check_days(Entry const& entry) {
  for (auto const& [first, second] : days_in_order) {
    auto const begin = entry.date(first), end = entry.date(second);
    if (begin && end && *end < *begin)
      return refuse_field(second, fmt::format("This is before {}, the day in “{}”. Check both.", begin->printed(),
                                              entry.kind->field(first)->label));
  }
  return {};
}

Result<void> check_numbers(Entry const& entry) {
  for (auto const& field : entry.kind->fields) {
    if (field.type != records::FieldType::number) continue;
    auto const value = entry.number_in(field.name);
    if (!value) continue;
    if (*value < 0) return refuse_field(field.name, "Give a number that is not below 0.");
    if (field.name.ends_with("_denominator") && *value == 0)
      return refuse_field(field.name, "Nothing can be divided by 0. Leave it empty for a plain count.");
  }
  if (entry.number_in("quorum") == 0) return refuse_field("quorum", "A quorum is at least 1. Leave it empty for none.");
  if (auto const themes = entry.number_in("themes_a_meeting"); themes && (*themes < 1 || *themes > 20))
    return refuse_field("themes_a_meeting", "Give a number from 1 to 20, or leave it empty.");
  return {};
}

Result<void> check_links(Entry const& entry) {
  for (auto const* name : {"link", "answer_link"})
    if (auto const text = entry.text(name);
        !text.empty() && !text.starts_with("https://") && !text.starts_with("http://"))
      return refuse_field(name, "Give the whole address, beginning with https://.");
  return {};
}

Result<void> check_private(Entry const& entry) {
  if (entry.text("private") != "yes") return {};
  auto const paragraph = entry.text("exempt_paragraph");
  if (paragraph.empty())
    return refuse_field("exempt_paragraph",
                        "Say why it is private: the paragraph of Schedule 12A, or that it is confidential.");
  if (paragraph != "confidential" && entry.text("public_interest").empty())
    return refuse_field("public_interest",
                        "Exempt information is subject to the public interest test: say why keeping it private "
                        "outweighs publishing it.");
  return {};
}

std::optional<Date> after_one_period(Date day, std::string const& cadence) {
  static std::map<std::string, int> const days{{"weekly", 7}, {"fortnightly", 14}};
  static std::map<std::string, int> const months{
      {"monthly", 1}, {"every two months", 2}, {"quarterly", 3}, {"six-monthly", 6}, {"yearly", 12}};
  if (auto found = days.find(cadence); found != days.end()) return day.plus_days(found->second);
  if (auto found = months.find(cadence); found != months.end()) return day.plus_months(found->second);
  return std::nullopt;
}

}  // namespace

std::string state_of(Entry const& entry) {
  auto const has = [&](char const* field) { return !entry.text(field).empty(); };
  auto const& kind = entry.kind->word;
  if (kind == "promise") return has("closed_on") ? "closed" : has("answered_on") ? "answered" : "open";
  if (kind == "question") return has("answer") ? "answered" : "open";
  if (kind == "recommendation") return has("answer") ? "answered" : "open";
  if (kind == "claim") return missing_proof(entry).empty() ? "supported" : "unsupported";
  if (kind == "correction") return has("reissued_on") ? "notice given" : has("fixed_on") ? "corrected" : "open";
  if (kind == "requirement") return has("met") ? entry.text("met") : "not met";
  return "";
}

std::vector<std::string> states_of(records::Kind const& kind) {
  if (kind.word == "promise") return {"open", "answered", "closed"};
  if (kind.word == "question" || kind.word == "recommendation") return {"open", "answered"};
  if (kind.word == "claim") return {"unsupported", "supported"};
  if (kind.word == "correction") return {"open", "corrected", "notice given"};
  if (kind.word == "requirement") return {"not met", "partly met", "met"};
  return {};
}

std::vector<std::string> missing_proof(Entry const& claim) {
  std::vector<std::string> missing;
  auto const want = [&](char const* number, char const* day, std::string const& when) {
    if (!claim.number_in(number)) missing.push_back(fmt::format("the figure {}", when));
    if (!claim.date(day)) missing.push_back(fmt::format("the day of the figure {}", when));
  };
  if (claim.text("of_change") == "yes") {
    want("baseline_numerator", "baseline_on", "at the start");
    want("then_numerator", "then_on", "when it was said");
    return missing;
  }
  if (!claim.text("evidence").empty()) return missing;
  if (claim.number_in("then_numerator") && claim.date("then_on")) return missing;
  missing.push_back("evidence, or a figure with its day");
  return missing;
}

Result<void> check_entry(Entry const& entry) {
  TRY(check_days(entry));
  TRY(check_numbers(entry));
  TRY(check_links(entry));
  TRY(check_private(entry));
  if (entry.kind->word == "recommendation" && entry.text("to_body") == entry.text("body"))
    return refuse_field("to_body", "A body recommends to another body. What it decides itself is a decision.");
  if (entry.kind->word == "body" && entry.text("reports_to") == entry.id.text())
    return refuse_field("reports_to", "A body does not report to itself. Choose another, or leave it empty.");
  return {};
}

int days_late(Entry const& promise, Date today) {
  auto const due = promise.date("due");
  if (!due) return 0;
  auto const until = promise.date("answered_on").value_or(promise.date("closed_on").value_or(today));
  return until > *due ? until.days_since(*due) : 0;
}

bool is_in_force(Entry const& entry, Date day) {
  auto const from = entry.date("from"), until = entry.date("until");
  if (entry.text("until_words").size() > 0 && !until) return false;
  return (!from || *from <= day) && (!until || *until >= day);
}

std::optional<Date> next_report_due(Entry const& duty, std::optional<Date> last_given, Date today) {
  if (!is_in_force(duty, today)) return std::nullopt;
  auto const from = duty.date("from");
  auto const counted_from = last_given && (!from || *last_given >= *from) ? last_given : from;
  return counted_from ? after_one_period(*counted_from, duty.text("cadence")) : std::nullopt;
}

}  // namespace gt::governance

#include "evidence/evidence_rules.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::evidence {

namespace {

void check_reading(Reading const& reading, std::string_view value, std::string_view date,
                   std::vector<std::string>& missing) {
  if (!reading.numerator) missing.push_back(fmt::format("{} is missing", value));
  if (!reading.on) missing.push_back(fmt::format("{} is missing", date));
}

// One exact number for a value: numerators are at most a thousand million (figures_are_possible), so that their
// products fit.
std::int64_t against(Reading const& one, Reading const& other) {
  return *one.numerator * other.denominator.value_or(1);
}

bool has_figures(MeasureRecord const& record) {
  return record.baseline.numerator || record.end.numerator || record.baseline.on || record.end.on;
}

Result<void> reading_is_possible(Reading const& reading, std::string const& prefix, Date today) {
  constexpr std::int64_t most = 1'000'000'000;
  if (reading.numerator && (*reading.numerator < 0 || *reading.numerator > most))
    return refuse_field(prefix + "_numerator", "Enter a whole number from 0 to 1,000,000,000.");
  if (reading.denominator && (*reading.denominator < 1 || *reading.denominator > most))
    return refuse_field(prefix + "_denominator",
                        "Enter a whole number from 1 to 1,000,000,000, or leave it out for a plain count.");
  if (reading.denominator && !reading.numerator)
    return refuse_field(prefix + "_numerator", "Enter the number above the denominator as well.");
  if (reading.on && *reading.on > today)
    return refuse_field(prefix + "_on", fmt::format("The date must be {} or earlier.", today.printed()));
  return {};
}

// "per 10,000 children", "rate", "average caseload": more than one to one may be right. "Per cent" is a share all the
// same.
bool is_a_rate(MeasureRecord const& measure) {
  auto text = lower_case(measure.name + " " + measure.unit);
  for (auto& c : text)
    if (c == '\n' || (c > ' ' && c < '0') || c == ':' || c == ';') c = ' ';  // punctuation parts words
  std::vector<std::string> of;
  for (auto& word : split(text, ' '))
    if (!word.empty()) of.push_back(std::move(word));
  for (std::size_t i = 0; i < of.size(); ++i) {
    for (std::string_view each : {"rate", "rates", "ratio", "average", "mean"})
      if (of[i] == each) return true;
    if (of[i] == "per" && i + 1 < of.size() && of[i + 1] != "cent" && of[i + 1] != "100") return true;
  }
  return false;
}

// A share is of a whole: no more than all of them.
Result<void> share_is_of_a_whole(MeasureRecord const& measure, Reading const& reading, std::string const& prefix) {
  if (!reading.numerator || !reading.denominator || *reading.numerator <= *reading.denominator || is_a_rate(measure))
    return {};
  return refuse_field(prefix + "_numerator",
                      fmt::format("{} is more than the whole. Check both numbers; where it is a rate and no share, say "
                                  "so in what is counted: “per 10,000 children”.",
                                  value_words(reading)));
}

std::string ago(int days) {
  if (days == 1) return "yesterday";
  if (days < 14) return fmt::format("{} days ago", days);
  if (days < 61) return fmt::format("{} weeks ago", days / 7);
  if (days < 730) return fmt::format("{} months ago", days / 30);
  return fmt::format("{} years ago", days / 365);
}

}  // namespace

bool is_expired(Evidence const& evidence, Date today) { return evidence.expires < today; }

bool is_current(Evidence const& evidence, Date today) {
  return !evidence.ended && evidence.review != ReviewState::rejected && !is_expired(evidence, today);
}

Movement measure_has_moved(MeasureRecord const& record) {
  Movement out{false, {}};
  auto const& baseline = record.baseline;
  auto const& end = record.end;
  check_reading(baseline, "the baseline’s value", "the baseline’s date", out.missing);
  check_reading(end, "the end value", "the end value’s date", out.missing);
  if (baseline.numerator && end.numerator && baseline.denominator.has_value() != end.denominator.has_value())
    out.missing.push_back(baseline.denominator ? "the end value’s denominator is missing"
                                               : "the baseline’s denominator is missing");
  if (baseline.on && end.on && *end.on <= *baseline.on)
    out.missing.push_back(fmt::format("the end value is dated {}, which is not after the baseline’s {}",
                                      end.on->printed(), baseline.on->printed()));
  if (!out.missing.empty()) return out;
  auto rise = against(end, baseline) - against(baseline, end);
  auto is_better = record.good == GoodDirection::higher ? rise > 0 : rise < 0;
  if (is_better) return {true, {}};
  auto const from = value_words(baseline);
  auto const to = value_words(end);
  out.missing.push_back(rise == 0 ? fmt::format("the value is the same at both dates: {}, then {}", from, to)
                                  : fmt::format("the value {} from {} to {}, and {} is better",
                                                rise > 0 ? "rose" : "fell", from, to, word(record.good)));
  return out;
}

Movement measure_has_moved(Evidence const& evidence) {
  if (!evidence.measure) return {false, {"it is not a measure"}};
  return measure_has_moved(*evidence.measure);
}

Date months_later(Date day, int months) {
  auto const total = day.year() * 12 + day.month() - 1 + months;
  for (int last = day.day(); last > 28; --last)
    if (auto exact = Date::from_parts(total / 12, total % 12 + 1, last)) return *exact;
  return Date::from_parts(total / 12, total % 12 + 1, std::min(day.day(), 28)).value();
}

Date default_expiry(Date dated, std::optional<Date> period_to, int months) {
  return months_later(period_to.value_or(dated), months);
}

Result<void> dated_is_not_in_the_future(Evidence const& evidence, Date today) {
  if (evidence.dated > today)
    return refuse_field(
        "dated", fmt::format("The date must be {} or earlier: evidence is of what has happened.", today.printed()));
  return {};
}

Result<void> period_is_whole(Evidence const& evidence, Date today) {
  if (evidence.period_from && !evidence.period_to)
    return refuse_field("period_to", "Enter the last day of the period as well, or clear the first.");
  if (!evidence.period_from && evidence.period_to)
    return refuse_field("period_from", "Enter the first day of the period as well, or clear the last.");
  if (!evidence.period_from) return {};
  if (*evidence.period_to < *evidence.period_from)
    return refuse_field("period_to", fmt::format("The period must end on {} or later, the day it begins.",
                                                 evidence.period_from->printed()));
  if (*evidence.period_to > today)
    return refuse_field("period_to", fmt::format("The period must end on {} or earlier: evidence is of what has "
                                                 "happened.",
                                                 today.printed()));
  return {};
}

Result<void> expires_after_its_date(Evidence const& evidence) {
  if (evidence.expires < evidence.dated)
    return refuse_field("expires",
                        fmt::format("It must expire on {} or later, the day it is dated.", evidence.dated.printed()));
  return {};
}

Result<void> record_fits_source(Evidence const& evidence) {
  if (evidence.source == Source::feedback && !evidence.voice)
    return refuse_field("voice", "Choose whose feedback it is: a child, a parent or carer, staff or a partner.");
  if (evidence.source != Source::feedback && evidence.voice)
    return refuse_field("voice", "Only feedback has a voice. Choose feedback as the source, or clear the voice.");
  if (evidence.source == Source::link && evidence.address.empty())
    return refuse_field("address", "Enter the address that the link leads to.");
  if (!evidence.address.empty() && !evidence.address.starts_with("https://") &&
      !evidence.address.starts_with("http://"))
    return refuse_field("address", "Enter an address that begins with https:// or http://.");
  if (evidence.source == Source::measure && !evidence.measure)
    return refuse_field("measure_name", "Enter the name of the measure.");
  if (evidence.source != Source::measure && evidence.measure)
    return refuse_field("measure_name",
                        "Only a measure has measure figures. Choose measure as the source, or clear them.");
  if (evidence.source == Source::audit && !evidence.audit)
    return refuse_field("audit_question", "Enter the question that the audit asked.");
  if (evidence.source != Source::audit && evidence.audit)
    return refuse_field("audit_question",
                        "Only an audit has audit figures. Choose audit as the source, or clear them.");
  return {};
}

Result<void> figures_are_possible(Evidence const& evidence, Date today) {
  if (evidence.measure) {
    if (!has_figures(*evidence.measure))
      return refuse_field("end_numerator", "Enter the measure’s value, and its baseline when there is one.");
    TRY(reading_is_possible(evidence.measure->baseline, "baseline", today));
    TRY(reading_is_possible(evidence.measure->end, "end", today));
    TRY(share_is_of_a_whole(*evidence.measure, evidence.measure->baseline, "baseline"));
    TRY(share_is_of_a_whole(*evidence.measure, evidence.measure->end, "end"));
  }
  if (evidence.audit) {
    if (evidence.audit->audited < 1 || evidence.audit->audited > 1'000'000)
      return refuse_field("audit_audited", "Enter how many cases were audited, from 1 to 1,000,000.");
    if (evidence.audit->good < 0 || evidence.audit->good > evidence.audit->audited)
      return refuse_field("audit_good", fmt::format("Enter how many of the {} were good or better, from 0 to {}.",
                                                    evidence.audit->audited, evidence.audit->audited));
  }
  return {};
}

Result<void> reviewer_is_someone_else(Evidence const& evidence, AccountId const& reviewer) {
  auto refused = [](std::string_view did) {
    return refuse(ErrorKind::forbidden,
                  fmt::format("Whoever {} this evidence cannot review it. Ask another reviewer.", did));
  };
  if (evidence.added_by.account == reviewer) return refused("added");
  if (evidence.changed_by.account == reviewer) return refused("last changed");
  if (evidence.file && evidence.file->added_by.account == reviewer) return refused("brought the file of");
  return {};
}

Result<void> rejection_has_a_reason(ReviewState state, std::string const& note) {
  if (state == ReviewState::rejected && note.empty())
    return refuse_field("note", "Say why it is rejected, so that whoever added it knows what to bring instead.");
  return {};
}

bool review_lapses(Evidence const& before, Evidence const& after) {
  auto hash = [](Evidence const& each) { return each.file ? each.file->hash : std::string(); };
  auto content = [&](Evidence const& each) {
    return std::tie(each.title, each.source, each.voice, each.rung, each.dated, each.period_from, each.period_to,
                    each.shows, each.address, each.measure, each.audit);
  };
  return content(before) != content(after) || hash(before) != hash(after) || before.expires < after.expires;
}

void forget_review(Evidence& evidence) {
  evidence.review = ReviewState::unreviewed;
  evidence.reviewer.reset();
  evidence.reviewed_at.reset();
  evidence.review_note.clear();
}

std::string value_words(Reading const& reading) {
  if (!reading.numerator) return "";
  if (!reading.denominator) return fmt::format("{}", *reading.numerator);
  return fmt::format("{} of {}", *reading.numerator, *reading.denominator);
}

std::string expiry_words(Date expires, Date today) {
  if (expires == today) return "expires today";
  if (expires > today) return fmt::format("expires {}", expires.printed());
  return fmt::format("expired {}", ago(today.days_since(expires)));
}

}  // namespace gt::evidence

#pragma once

#include <string>
#include <vector>

#include "evidence/evidence_record.h"
#include "platform/core/result.h"

// Named rules of evidence; pure. Source: docs, evidence ladder ("stale after 6 months") and principles 2 and 3.
namespace gt::evidence {

/// After its last day; that day itself still counts.
bool is_expired(Evidence const& evidence, Date today);
/// Not taken out, not rejected, not expired. Unreviewed evidence is current; rules that need a reviewer ask `review`.
bool is_current(Evidence const& evidence, Date today);

/// Whether a measure counts as moved: baseline, end value and both dates, the end later, in the good direction.
struct Movement {
  bool has_moved;
  /// Why not, each fit to end a sentence ("the baseline’s date is missing"); empty when it has moved.
  std::vector<std::string> missing;
};
Movement measure_has_moved(MeasureRecord const& record);
/// The same for a piece of evidence: one that is no measure has not moved.
Movement measure_has_moved(Evidence const& evidence);

/// The same day so many months later; the month's last day where there is no such day.
Date months_later(Date day, int months);
/// The last day it counts unless someone says otherwise: so many months after the period's end, or after its date.
Date default_expiry(Date dated, std::optional<Date> period_to, int months);

/// Dated today or earlier. Errors: invalid, field `dated`.
Result<void> dated_is_not_in_the_future(Evidence const& evidence, Date today);
/// A period has both ends, in order, and does not end in the future. Errors: invalid, field `period_from`, `period_to`.
Result<void> period_is_whole(Evidence const& evidence, Date today);
/// It expires on the day it is dated or later. Errors: invalid, field `expires`.
Result<void> expires_after_its_date(Evidence const& evidence);
/// Feedback says whose; a link has an address; a measure and an audit their record; none has another's. Errors:
/// invalid, the field that is missing or too many.
Result<void> record_fits_source(Evidence const& evidence);
/// Counts are not negative, a denominator is above 0, a share is no more than its whole (a rate, by its name or unit,
/// may be), no more are good than were audited, no value is of a day to come. Errors: invalid, the field at fault.
Result<void> figures_are_possible(Evidence const& evidence, Date today);
/// Nobody reviews what they added, last changed or whose file they brought. Errors: forbidden.
Result<void> reviewer_is_someone_else(Evidence const& evidence, AccountId const& reviewer);
/// Rejecting says why. Errors: invalid, field `note`.
Result<void> rejection_has_a_reason(ReviewState state, std::string const& note);
/// A review speaks of what was reviewed: changed content or another file is unreviewed again.
bool review_lapses(Evidence const& before, Evidence const& after);
/// As nobody had reviewed it.
void forget_review(Evidence& evidence);

/// `8 of 11`; `14` without a denominator; empty without a numerator. Spaces are plain ones.
std::string value_words(Reading const& reading);
/// `expires 20 May 2027`, `expires today`, `expired 3 months ago`, `expired yesterday`.
std::string expiry_words(Date expires, Date today);

}  // namespace gt::evidence

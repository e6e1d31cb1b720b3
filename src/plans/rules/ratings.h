#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/result.h"

// The two ratings, what proof each needs, and how a parent takes them from its children.
// Source: issue "The plan and the golden thread", "How progress works"; evidence ladder and gates as improvement boards
// use them (there is no national standard).
namespace gt::plans::rules {

/// What has been delivered. Never says that children notice it: that is the other rating.
enum class Delivered { not_started, on_track, at_risk, off_track, done };
/// "Not started", "On track", "At risk", "Off track", "Done".
std::string_view word(Delivered delivered);
/// "not_started" and so on, as stored and as in data files.
std::string_view code(Delivered delivered);
std::optional<Delivered> delivered_from_code(std::string_view code);
constexpr std::array<Delivered, 5> kAllDelivered{Delivered::not_started, Delivered::on_track, Delivered::at_risk,
                                                 Delivered::off_track, Delivered::done};

/// The evidence ladder: how far the difference made has been shown. Each rung is above the one before.
enum class Rung { none, activity, output, practice, experience, outcome };
/// "None shown", "Activity", "Output", "Practice has changed", "Families feel it", "Outcome moved and held".
std::string_view word(Rung rung);
std::string_view code(Rung rung);
std::optional<Rung> rung_from_code(std::string_view code);
constexpr std::array<Rung, 6> kAllRungs{Rung::none,     Rung::activity,   Rung::output,
                                        Rung::practice, Rung::experience, Rung::outcome};

/// Evidence that a difference was made covers at least a quarter: three calendar months, so that 1 January to 31 March
/// is one although it is shorter than 91 days. Gaps between items are allowed.
constexpr int kQuarterMonths = 3;
/// Kinds of source that must agree before a difference is claimed, e.g. a measure and an audit.
constexpr std::size_t kKindsOfSource = 2;

/// What the gates need to know of one piece of evidence.
struct EvidenceFact {
  std::string source_kind;  ///< "audit", "measure", "feedback" ...; two kinds differ when these texts do
  Rung rung{Rung::none};
  std::optional<Date> from{}, to{};  ///< the period it covers; one date alone is a single day, none covers nothing
  bool accepted{false};              ///< its reviewer took it
  bool current{false};               ///< not expired, not replaced, not rejected
  bool measure_moved{false};         ///< `missing_for_moved` found nothing missing
  std::string added_by{};            ///< account that added it; no rule turns on it
};

/// One proof that is not there.
struct MissingProof {
  std::string rule;   ///< e.g. "two-kinds-of-source"
  std::string words;  ///< what is missing and what to do, one sentence

  friend bool operator==(MissingProof const&, MissingProof const&) = default;
};

/// Rule `output-is-evidenced`: done needs a current item at rung output or above. Whether it was accepted does not
/// matter: delivery is the owner's word, with something to look at.
std::vector<MissingProof> missing_for_done(std::span<EvidenceFact const> facts);

/// Everything that a claim lacks, at once; empty when it may be made.
/// Activity and output: a current item at that rung or above. Practice and above: items that are current and accepted,
/// at that rung or above, of `kKindsOfSource` kinds (`two-kinds-of-source`), together covering a quarter from the
/// earliest start to the latest end (`covers-a-quarter`), and the agreement of an account other than the owner's
/// (`agreed-by-another`). Outcome: also a measure that moved (`measure-moved`). None may always be claimed.
/// `owner_account` is empty when the owner has no account; `agreeing_account` when nobody has agreed.
std::vector<MissingProof> missing_for_claim(Rung claim, std::span<EvidenceFact const> facts,
                                            std::string_view owner_account, std::string_view agreeing_account);

/// What has gone from under ratings that were given, so that they no longer rest on what the gates asked for: evidence
/// was rejected, taken out, replaced, or is past its day. `delivered` is looked at when it is done. Who agreed to a
/// rung stays agreed. Empty while both stand.
std::vector<MissingProof> lost_proof(Delivered delivered, Rung difference, std::span<EvidenceFact const> facts);

/// A measure as evidence. Values are as printed, in the measure's unit.
struct MeasureChange {
  std::optional<double> baseline{}, end_value{};
  std::optional<Date> baseline_date{}, end_date{};
  bool lower_is_better{false};
};
/// Rule `measure-moved`: a measure counts as moved only with baseline, end value and both dates, the later after the
/// earlier, and a change in the good direction.
std::vector<MissingProof> missing_for_moved(MeasureChange const& change);

/// The same gates as refusals. Errors: invalid, field `delivered` or `difference`, one field error for each proof
/// missing.
Result<void> may_be_done(std::span<EvidenceFact const> facts);
Result<void> may_claim(Rung claim, std::span<EvidenceFact const> facts, std::string_view owner_account,
                       std::string_view agreeing_account);

/// One action under a project, theme or finding.
struct Child {
  std::string id;
  Delivered delivered{Delivered::not_started};
  Rung difference{Rung::none};
  bool is_late{false};  ///< past a due date and not done
};

/// How many actions stand where: what a parent's ratings are taken from when only counts are known.
struct Tally {
  std::array<std::size_t, kAllDelivered.size()> by_delivered{};  ///< in the order of the enum
  std::array<std::size_t, kAllRungs.size()> by_rung{};
  std::size_t late{0};  ///< past a due date and not done
  std::size_t slow{0};  ///< at risk, or late and not done

  std::size_t all() const;
  /// `late` of the `count` are past a due date; it counts for nothing when they are done.
  void add(Delivered delivered, Rung difference, std::size_t count, std::size_t late);
};

/// Ids told at most, of those that hold a rating back.
constexpr std::size_t kHeldBackTold = 5;

/// The children that a rating waits for.
struct HeldBack {
  std::vector<std::string> ids;  ///< the first `kHeldBackTold` of them at most
  std::size_t all{0};            ///< how many there are, told or not
};

/// A parent's ratings, and why.
struct RollUp {
  Delivered delivered;
  std::string delivered_why;  ///< "2 of 7 are off track."
  /// Off track: those that are. At risk: those at risk or late. On track: those not done, where any is done. Else none.
  HeldBack delivered_held_by;
  Rung difference;
  std::string difference_why;   ///< "The lowest rung all 7 have reached; 3 are no higher."
  HeldBack difference_held_by;  ///< those on the lowest rung; none where all are on it
  std::array<std::size_t, kAllDelivered.size()> by_delivered{};  ///< counts, in the order of the enum
  std::array<std::size_t, kAllRungs.size()> by_rung{};
  std::size_t late{0};
};

/// Delivered: off track when any child is; else at risk when any is at risk or late; done when all are; not started
/// when none has started; else on track. Difference: the lowest rung that all have reached. Nothing when there are no
/// children: then there is nothing to judge.
std::optional<RollUp> roll_up(std::span<Child const> children);
/// The same from counts; no ids are told.
std::optional<RollUp> roll_up(Tally const& tally);

}  // namespace gt::plans::rules

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/id.h"

// One piece of evidence and its words; values only. Others include evidence/evidence.h.
namespace gt::evidence {

using EvidenceId = Id<struct EvidenceTag>;

/// What kind of source it comes from. Two kinds are two of these, whatever their number.
enum class Source { document, link, measure, audit, feedback, observation };
/// "document", "link", "measure", "audit", "feedback", "observation".
std::string_view word(Source source);
std::optional<Source> source_of(std::string_view word);

/// Whose feedback it is.
enum class Voice { child, parent_or_carer, staff, partner };
/// "child", "parent or carer", "staff", "partner".
std::string_view word(Voice voice);
std::optional<Voice> voice_of(std::string_view word);

/// The evidence ladder, lowest first: training was delivered; guidance was issued; audits show it used; families
/// report it; the measure moved and held. Source: docs, evidence ladder; the claim is the writer's own.
enum class Rung { activity, output, practice, experience, outcome };
/// "activity", "output", "practice", "experience", "outcome".
std::string_view word(Rung rung);
std::optional<Rung> rung_of(std::string_view word);
/// 1 for activity to 5 for outcome.
int step(Rung rung);

enum class ReviewState { unreviewed, accepted, rejected };
/// "unreviewed", "accepted", "rejected".
std::string_view word(ReviewState state);
std::optional<ReviewState> review_state_of(std::string_view word);

/// Someone with an account, under the name they had.
struct Person {
  AccountId account;
  std::string name;

  friend bool operator==(Person const&, Person const&) = default;
};

/// One version of the file; earlier ones stay and can be fetched.
struct FileVersion {
  std::int64_t number;  ///< 1, 2, …
  std::string hash;     ///< SHA-256 of the content, 64 hex digits
  std::string name;     ///< what the sender called it
  std::int64_t size;    ///< bytes
  std::string media_type;
  Person added_by;
  Instant added_at;
};

/// A value of a measure: a numerator, over a denominator when it is a share or a rate. Any part may be missing.
struct Reading {
  std::optional<std::int64_t> numerator, denominator;
  std::optional<Date> on;

  friend bool operator==(Reading const&, Reading const&) = default;
};

enum class GoodDirection { higher, lower };
/// "higher", "lower".
std::string_view word(GoodDirection direction);
std::optional<GoodDirection> good_direction_of(std::string_view word);

/// A snapshot of a measure, entered by hand until measures themselves are held here.
struct MeasureRecord {
  std::string name;
  std::string unit;         ///< "supervisions in the month"; what the denominator counts
  std::string from_source;  ///< where the figures are from, in words
  GoodDirection good = GoodDirection::higher;
  Reading baseline, end;

  friend bool operator==(MeasureRecord const&, MeasureRecord const&) = default;
};

/// The result of an audit, entered by hand until audits themselves are held here.
struct AuditRecord {
  std::string question;  ///< "Is supervision reflective?"
  std::int64_t good;     ///< cases graded good or better
  std::int64_t audited;  ///< all cases; above 0

  friend bool operator==(AuditRecord const&, AuditRecord const&) = default;
};

struct Evidence {
  EvidenceId id;
  std::int64_t number;  ///< stable within the council, never reused
  std::string title;
  Source source;
  std::optional<Voice> voice;  ///< of feedback; absent for every other source
  Rung rung;                   ///< how much it claims to show
  Date dated;
  std::optional<Date> period_from, period_to;  ///< the time it covers; both or neither
  std::string shows;                           ///< what it shows, in words
  Date expires;                                ///< the last day it counts
  std::string address;                         ///< of a link; empty for most
  std::optional<MeasureRecord> measure;
  std::optional<AuditRecord> audit;
  std::optional<FileVersion> file;  ///< the version in force
  ReviewState review = ReviewState::unreviewed;
  std::optional<Person> reviewer;  ///< absent while unreviewed
  std::optional<Instant> reviewed_at;
  std::string review_note;
  bool is_restricted = false;  ///< personal: only for those who see restricted evidence
  Person added_by;
  Instant added_at;
  Person changed_by;  ///< who last said what it holds; the adder at first
  std::int64_t version = 1;
  std::optional<Instant> ended;  ///< taken out; its number is not used again
};

}  // namespace gt::evidence

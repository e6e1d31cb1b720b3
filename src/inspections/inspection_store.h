#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inspections/draft.h"
#include "inspections/inspections.h"

namespace gt::inspections {

/// Stands in descriptions and help where an id is asked for.
inline constexpr char const* example_id = "k7m2q9x4t8v3b6dp";

/// A whole inspection as stored.
struct Inspection {
  InspectionId id;
  std::string kind, framework, authority_name, authority_printed;
  std::optional<Date> start, end, published, received;
  std::vector<std::string> lead_inspectors, deputy_lead_inspectors;
  std::optional<std::string> areas_section_title;
  std::string document_hash, document_name;
  std::int64_t document_pages;
  Instant confirmed_at;
  std::string confirmed_by;
  std::int64_t version;
  std::string title;
  std::vector<Draft::JudgementRow> judgements;
  std::string when_printed{};  ///< "June 2018": entered by hand from a paper that names no day; else empty

  /// Whether it was read from a report; otherwise a person entered it, and `document_name` says from what.
  bool has_document() const { return document_pages > 0; }
};
/// What whoever asks for an inspection that is not there is told.
tl::unexpected<Error> no_such_inspection();
std::optional<Inspection> find_inspection(db::Transaction& transaction, InspectionId const& id);

/// The numbered paragraphs in order.
std::vector<Draft::ParagraphRow> list_paragraphs(db::Transaction& transaction, InspectionId const& id);
/// The text of every page, as read.
std::vector<std::string> list_pages(db::Transaction& transaction, InspectionId const& id);

/// A report waiting to be confirmed.
struct WaitingReading {
  ReadingId id;
  std::string document_hash, document_name;
  std::int64_t document_pages = 0;
  Instant created_at;
  std::string created_by;
  Draft draft;
};
std::optional<WaitingReading> find_reading(db::Transaction& transaction, ReadingId const& id);
std::vector<WaitingReading> list_readings(db::Transaction& transaction);

/// One line for a message: which inspection a file or a date is already known as.
struct Known {
  InspectionId id;
  std::string words;  ///< "Havering, from 25 June 2018, confirmed on 21 November 2026"
};
std::optional<Known> find_by_document(db::Transaction& transaction, std::string const& document_hash);
std::optional<Known> find_same(db::Transaction& transaction, Draft const& draft);
std::optional<ReadingId> find_reading_by_document(db::Transaction& transaction, std::string const& document_hash);

/// The plain name of the transaction's authority, "Havering".
std::string own_authority_name(db::Transaction& transaction);
/// As it is printed: "Havering Council".
std::string own_authority_printed(db::Transaction& transaction);

struct Confirmed {
  InspectionId id;
  std::vector<FindingId> findings;
};
/// Writes the inspection with its judgements, findings and paragraphs. `original` is the reading before corrections.
Confirmed insert_inspection(db::Transaction& transaction, Draft const& draft, nlohmann::json const& original,
                            WaitingReading const& reading, AccountId const& account, std::string const& name,
                            Instant now);
void insert_reading(db::Transaction& transaction, WaitingReading const& reading, AccountId const& account);
void delete_reading(db::Transaction& transaction, ReadingId const& id);

/// False when someone else changed it first.
bool update_inspection(db::Transaction& transaction, Inspection const& inspection, Instant now);
bool update_finding(db::Transaction& transaction, Finding const& finding);

}  // namespace gt::inspections

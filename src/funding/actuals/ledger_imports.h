#pragma once

#include <set>

#include "funding/funding.h"
#include "funding/ledgers/ledger_reading.h"

/// Files of a finance system: read, asked about, compared with what stands, and then brought in whole.
namespace gt::funding {

using LedgerImportId = Id<struct LedgerImportTag>;

/// What a person said about a file.
struct LedgerAnswers {
  ledgers::Answers reading{};
  std::optional<Money> control_total{};
  /// By code the id of a cost line or service budget; empty for what is not the programme's.
  std::map<std::string, std::string> codes{};
};

struct LedgerImport {
  LedgerImportId id;
  std::string ledger;
  std::string document_hash, document_name;
  ledgers::LedgerReading reading;
  LedgerAnswers answers;
  std::string compared;    ///< fingerprint of the comparison that was shown
  nlohmann::json outcome;  ///< what was done; null while it waits
  std::int64_t version = 1;
  Instant created_at;
  std::string created_by;
};

void insert_ledger_import(db::Transaction& transaction, LedgerImport const& import, AccountId const& account);
std::optional<LedgerImport> find_ledger_import(db::Transaction& transaction, LedgerImportId const& id);
/// One line of the list.
struct ListedImport {
  LedgerImportId id;
  std::string ledger, document_name;
  bool is_in;
  Instant at;
  std::string by;
};
/// Newest first; those that wait before the others.
std::vector<ListedImport> list_ledger_imports(db::Transaction& transaction, std::string const& ledger = {},
                                              std::int64_t limit = 200);
/// Answers and what was compared with them; false when someone else changed it first or it no longer waits.
bool save_ledger_answers(db::Transaction& transaction, LedgerImport const& import);
/// Its rows are no longer kept twice. False as above.
bool complete_ledger_import(db::Transaction& transaction, LedgerImport const& import, nlohmann::json const& outcome);
bool delete_ledger_import(db::Transaction& transaction, LedgerImport const& import);

/// What a file would change.
struct LedgerComparison {
  struct Change {
    Month month;
    std::string record;  ///< line or budget; empty: rows that are not the programme's
    Money before, after;
  };
  std::vector<Change> changes;         ///< by month; also what stays as it is
  std::vector<std::string> faults;     ///< beside those of the file itself
  std::vector<std::string> questions;  ///< “unit”, “year”, “codes”
  std::vector<std::string> notes;
  std::map<std::string, std::string> unknown_codes;  ///< with what they are called
  std::set<Month> months;                            ///< that are replaced
  ledgers::Postings postings;
  std::map<std::string, std::string> booked;  ///< by code the record; empty: not the programme's
  std::set<std::string> withheld;             ///< codes whose suppliers' names are not published
  Money left_out;                             ///< of rows that are not the programme's
};
LedgerComparison compare_with_ledger(db::Transaction& transaction, LedgerImport const& import, Date today);

/// What a job about this file names as its subject.
std::string about_ledger_import(LedgerImportId const& import);

/// Replaces the months of the ledger by the file's rows. Inside a change; gives what was done, and says how far it is.
nlohmann::json bring_in(operations::Call& call, LedgerImport const& import, LedgerComparison const& comparison);

}  // namespace gt::funding

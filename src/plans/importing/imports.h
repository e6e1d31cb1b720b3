#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plans/tracker/tracker.h"
#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"

/// Trackers that were read and wait to be brought in, and what became of those that were.
namespace gt::plans {

using ImportId = Id<struct TrackerImportTag>;

/// What the person who imports decided.
struct ImportChoices {
  tracker::Choices reading;
  bool create_themes = false;  ///< themes that the plan does not have are made; otherwise each is a fault
};

struct TrackerImport {
  ImportId id;
  std::string document_hash;
  std::string document_name;
  tracker::Reading reading;
  ImportChoices choices;
  std::string compared;    ///< fingerprint of the comparison with the plan that was shown
  nlohmann::json outcome;  ///< what was done; null while it waits
  Instant created_at;
  std::string created_by;
};

/// One line of the list of waiting imports.
struct WaitingImport {
  ImportId id;
  std::string document_name;
  Instant created_at;
  std::string created_by;
};

void insert_import(db::Transaction& transaction, TrackerImport const& import, AccountId const& account);
std::optional<TrackerImport> find_import(db::Transaction& transaction, ImportId const& id);
/// The one of the same file that still waits.
std::optional<ImportId> find_waiting_import(db::Transaction& transaction, std::string const& document_hash);
/// Newest first.
std::vector<WaitingImport> waiting_imports(db::Transaction& transaction);
/// False when it no longer waits.
bool delete_waiting_import(db::Transaction& transaction, ImportId const& id);
bool complete_import(db::Transaction& transaction, ImportId const& id, nlohmann::json const& outcome);

/// What a job that brings it in is about.
std::string about_import(ImportId const& import);

/// How the council's tracker was read last; empty when none was brought in.
tracker::Mapping remembered_mapping(db::Transaction& transaction);
/// Headings of earlier imports that `mapping` does not name are kept.
void remember_mapping(db::Transaction& transaction, tracker::Mapping const& mapping);

}  // namespace gt::plans

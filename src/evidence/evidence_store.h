#pragma once

#include "evidence/evidence.h"

// Rows of evidence, for this slice's operations.
namespace gt::evidence {

/// The number it will have; stable inside a change.
std::int64_t next_number(db::Transaction& transaction);
/// With its file version and records. `review` is taken as unreviewed and the version as 1.
void insert_evidence(db::Transaction& transaction, Evidence const& evidence);
/// Writes everything but number, adder and version; the typed records are written anew. False when someone else changed
/// it first: `evidence.version` is the one that was seen.
bool save_evidence(db::Transaction& transaction, Evidence const& evidence);
/// A further version of the file; `save_evidence` puts it in force.
void insert_file_version(db::Transaction& transaction, EvidenceId const& id, FileVersion const& file);
/// False when someone else changed it first.
bool end_evidence(db::Transaction& transaction, EvidenceId const& id, std::int64_t version, Instant now);
/// Brings back what was taken out, one version on; `save_evidence` puts it into the search again. False when someone
/// else did so first.
bool revive_evidence(db::Transaction& transaction, EvidenceId const& id, std::int64_t version);

}  // namespace gt::evidence

#pragma once

#include "evidence/evidence.h"
#include "platform/files/file_kinds.h"
#include "platform/operations/fields.h"

// What `evidence add`, `change` and `replace` take, and how it becomes a piece of evidence.
namespace gt::evidence {

/// Stands in descriptions and help where an id is asked for.
inline constexpr char const* example_id = "k7m2q9x4t8v3b6dp";

struct Content {
  std::optional<EvidenceId> evidence;  ///< what is changed; absent when it is added
  std::int64_t version = 0;
  std::string title, source, voice, rung, shows, address;
  std::optional<Date> dated, period_from, period_to, expires;
  std::string measure_name, measure_unit, measure_source, measure_good;
  std::optional<std::int64_t> baseline_numerator, baseline_denominator, end_numerator, end_denominator;
  std::optional<Date> baseline_on, end_on;
  std::string audit_question;
  std::optional<std::int64_t> audit_good, audit_audited;
  bool restricted = false;
  operations::Upload file;
  std::optional<files::FileKind> kind;  ///< of the file; filled before the transaction
  std::string hash;                     ///< the same
};

/// Everything but which evidence, which version and the file.
operations::Fields<Content> content_fields();
operations::Field<Content> evidence_field();
operations::Field<Content> version_field();
operations::Field<Content> file_field();

/// Whether a file came along.
bool brings_file(Content const& input);
/// What must not hold a transaction open: says what the file is, and its hash. Errors: invalid, field `file`.
Result<void> examine_file(Content& input);
FileVersion file_version(Content const& input, std::int64_t number, Person const& by, Instant now);

/// `evidence` with the content that was given, held to every rule. Errors: invalid with the field at fault.
Result<Evidence> with_content(Evidence evidence, Content const& input, Date today);

}  // namespace gt::evidence

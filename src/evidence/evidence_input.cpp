#include "evidence/evidence_input.h"

#include <fmt/format.h>

#include "evidence/evidence_rules.h"
#include "evidence/settings.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"

namespace gt::evidence {

using nlohmann::json;
using operations::field;

namespace {

bool has_measure(Content const& input) {
  return !input.measure_name.empty() || !input.measure_unit.empty() || !input.measure_source.empty() ||
         !input.measure_good.empty() || input.baseline_numerator || input.baseline_denominator || input.baseline_on ||
         input.end_numerator || input.end_denominator || input.end_on;
}

bool has_audit(Content const& input) {
  return !input.audit_question.empty() || input.audit_good || input.audit_audited;
}

Result<std::optional<MeasureRecord>> measure_record(Content const& input) {
  if (!has_measure(input)) return std::optional<MeasureRecord>{};
  if (input.source != word(Source::measure))
    return refuse_field("measure_name",
                        "Only a measure has measure figures. Choose measure as the source, or clear them.");
  if (input.measure_name.empty()) return refuse_field("measure_name", "Enter the name of the measure.");
  if (input.measure_good.empty()) return refuse_field("measure_good", "Choose whether higher or lower is better.");
  return std::optional(MeasureRecord{one_line(input.measure_name),
                                     one_line(input.measure_unit),
                                     one_line(input.measure_source),
                                     good_direction_of(input.measure_good).value_or(GoodDirection::higher),
                                     {input.baseline_numerator, input.baseline_denominator, input.baseline_on},
                                     {input.end_numerator, input.end_denominator, input.end_on}});
}

Result<std::optional<AuditRecord>> audit_record(Content const& input) {
  if (!has_audit(input)) return std::optional<AuditRecord>{};
  if (input.source != word(Source::audit))
    return refuse_field("audit_question",
                        "Only an audit has audit figures. Choose audit as the source, or clear them.");
  if (input.audit_question.empty()) return refuse_field("audit_question", "Enter the question that the audit asked.");
  if (!input.audit_good) return refuse_field("audit_good", "Enter how many of the audited cases were good or better.");
  if (!input.audit_audited) return refuse_field("audit_audited", "Enter how many cases were audited.");
  return std::optional(AuditRecord{one_line(input.audit_question), *input.audit_good, *input.audit_audited});
}

void append(operations::Fields<Content>& fields, operations::Fields<Content> more) {
  std::move(more.begin(), more.end(), std::back_inserter(fields));
}

operations::Fields<Content> measure_fields() {
  using T = Content;
  return {
      field("measure_name", &T::measure_name, "The measure’s name", "Supervision held in the month").max_length(200),
      field("measure_unit", &T::measure_unit, "What is counted", "social workers").max_length(100),
      field("measure_source", &T::measure_source, "Where the figures are from", "Case system, monthly report")
          .max_length(200),
      field("measure_good", &T::measure_good, "Whether higher or lower is better", "higher")
          .choices({"higher", "lower"}),
      field("baseline_numerator", &T::baseline_numerator, "The baseline’s number", 31),
      field("baseline_denominator", &T::baseline_denominator, "Out of how many; leave out for a count", 80),
      field("baseline_on", &T::baseline_on, "The baseline’s date", "2026-03-31"),
      field("end_numerator", &T::end_numerator, "The number at the end", 66),
      field("end_denominator", &T::end_denominator, "Out of how many; leave out for a count", 82),
      field("end_on", &T::end_on, "The date of the number at the end", "2026-10-31")};
}

operations::Fields<Content> audit_fields() {
  using T = Content;
  return {
      field("audit_question", &T::audit_question, "What the audit asked", "Is supervision reflective?").max_length(300),
      field("audit_good", &T::audit_good, "How many cases were good or better", 8),
      field("audit_audited", &T::audit_audited, "How many cases were audited", 11)};
}

}  // namespace

operations::Fields<Content> content_fields() {
  using T = Content;
  operations::Fields<Content> out{
      field("title", &T::title, "What it is, in a few words", "Supervision audit, October 2026")
          .required()
          .max_length(200),
      field("source", &T::source, "What kind of source it is", "audit")
          .required()
          .choices({"document", "link", "measure", "audit", "feedback", "observation"}),
      field("voice", &T::voice, "Whose feedback it is; of feedback only", "child")
          .choices({"child", "parent or carer", "staff", "partner"}),
      field("rung", &T::rung, "What it claims to show: the rung of the evidence ladder", "practice")
          .required()
          .choices({"activity", "output", "practice", "experience", "outcome"}),
      field("dated", &T::dated, "The day it is of", "2026-10-31").required(),
      field("period_from", &T::period_from, "First day of the period it covers", "2026-08-01"),
      field("period_to", &T::period_to, "Last day of the period it covers", "2026-10-31"),
      field("shows", &T::shows, "What it shows, in a sentence or two", "Eight of eleven supervisions were reflective.")
          .required(),
      field("expires", &T::expires, "The last day it counts; six months after its period or date when left out",
            "2027-04-30"),
      field("address", &T::address, "Where it can be read", "https://council.example/audit").max_length(1000)};
  append(out, measure_fields());
  append(out, audit_fields());
  out.push_back(field("restricted", &T::restricted, "Personal: only reviewers see it", false));
  return out;
}

operations::Field<Content> evidence_field() {
  return field("evidence", &Content::evidence, "The evidence", example_id).required();
}
operations::Field<Content> version_field() {
  return field("version", &Content::version, "The version you saw, so that nobody’s change is lost", 1).required();
}
operations::Field<Content> file_field() {
  return field("file", &Content::file, "The file, up to 50 MB: PDF, picture, Word, Excel, OpenDocument, CSV or text",
               {{"filename", "audit.pdf"}, {"base64", "JVBERi0xLjcK…"}});
}

bool brings_file(Content const& input) { return !input.file.filename.empty() || !input.file.bytes.empty(); }

Result<void> examine_file(Content& input) {
  if (!brings_file(input)) return {};
  input.kind = TRY(files::file_kind(input.file.bytes));
  input.hash = db::sha256_of(input.file.bytes);
  return {};
}

FileVersion file_version(Content const& input, std::int64_t number, Person const& by, Instant now) {
  ENSURE(input.kind.has_value());
  return {number,
          input.hash,
          files::safe_file_name(input.file.filename, *input.kind, "evidence"),
          static_cast<std::int64_t>(input.file.bytes.size()),
          std::string(input.kind->media_type),
          by,
          now};
}

Result<Evidence> with_content(Evidence evidence, Content const& input, Date today) {
  evidence.title = one_line(input.title);
  evidence.source = *source_of(input.source);
  evidence.voice = voice_of(input.voice);
  evidence.rung = *rung_of(input.rung);
  evidence.dated = *input.dated;
  evidence.period_from = input.period_from;
  evidence.period_to = input.period_to;
  evidence.shows = with_plain_line_ends(input.shows);
  evidence.expires =
      input.expires.value_or(default_expiry(evidence.dated, evidence.period_to, months_until_stale(evidence.dated)));
  evidence.address = input.address;
  evidence.is_restricted = input.restricted;
  evidence.measure = TRY(measure_record(input));
  evidence.audit = TRY(audit_record(input));
  TRY(dated_is_not_in_the_future(evidence, today));
  TRY(period_is_whole(evidence, today));
  TRY(expires_after_its_date(evidence));
  TRY(record_fits_source(evidence));
  TRY(figures_are_possible(evidence, today));
  return evidence;
}

}  // namespace gt::evidence

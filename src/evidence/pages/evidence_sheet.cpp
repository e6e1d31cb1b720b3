// The list of evidence as rows of a download.

#include <fmt/format.h>

#include "evidence/pages/evidence_list.h"
#include "evidence/pages/evidence_page_list.h"

namespace gt::evidence {

namespace {

using sheet::ColumnKind;
using sheet::Value;

Value of_text(std::string_view text) {
  if (text.empty()) return std::monostate{};
  return std::string(text);
}
Value of_day(std::optional<Date> const& day) {
  if (!day) return std::monostate{};
  return *day;
}
Value of_number(std::optional<std::int64_t> const& number) {
  if (!number) return std::monostate{};
  return static_cast<double>(*number);
}
Value of_flag(bool flag) { return std::string(flag ? "yes" : "no"); }

// Programs read these headings; they stay as they are.
std::vector<sheet::Column> columns() {
  constexpr double narrow = 12, middle = 20, wide = 50;
  return {{"number", ColumnKind::number, narrow},       {"title", ColumnKind::text, wide},
          {"source", ColumnKind::text, narrow},         {"voice", ColumnKind::text, narrow},
          {"claims", ColumnKind::text, narrow},         {"dated", ColumnKind::date, narrow},
          {"period from", ColumnKind::date, narrow},    {"period to", ColumnKind::date, narrow},
          {"expires", ColumnKind::date, narrow},        {"expired", ColumnKind::text, narrow},
          {"review", ColumnKind::text, narrow},         {"reviewer", ColumnKind::text, middle},
          {"reviewed on", ColumnKind::date, narrow},    {"what it shows", ColumnKind::text, wide},
          {"address", ColumnKind::text, middle},        {"file", ColumnKind::text, middle},
          {"file sha256", ColumnKind::text, middle},    {"measure", ColumnKind::text, middle},
          {"baseline", ColumnKind::number, narrow},     {"baseline of", ColumnKind::number, narrow},
          {"baseline date", ColumnKind::date, narrow},  {"end", ColumnKind::number, narrow},
          {"end of", ColumnKind::number, narrow},       {"end date", ColumnKind::date, narrow},
          {"audit question", ColumnKind::text, middle}, {"good or better", ColumnKind::number, narrow},
          {"audited", ColumnKind::number, narrow},      {"restricted", ColumnKind::text, narrow},
          {"added by", ColumnKind::text, middle},       {"added on", ColumnKind::date, narrow}};
}

std::vector<Value> row_of(Evidence const& each, Date today) {
  auto const measure = each.measure.value_or(MeasureRecord{});
  auto const audited = [&](std::int64_t AuditRecord::*count) {
    return of_number(each.audit ? std::optional(*each.audit.*count) : std::nullopt);
  };
  return {of_number(each.number),
          of_text(each.title),
          of_text(word(each.source)),
          of_text(each.voice ? word(*each.voice) : std::string_view()),
          of_text(word(each.rung)),
          of_day(each.dated),
          of_day(each.period_from),
          of_day(each.period_to),
          of_day(each.expires),
          of_flag(is_expired(each, today)),
          of_text(word(each.review)),
          of_text(each.reviewer ? each.reviewer->name : std::string()),
          of_day(each.reviewed_at ? std::optional(each.reviewed_at->london_date()) : std::nullopt),
          of_text(each.shows),
          of_text(each.address),
          of_text(each.file ? each.file->name : std::string()),
          of_text(each.file ? each.file->hash : std::string()),
          of_text(measure.name),
          of_number(measure.baseline.numerator),
          of_number(measure.baseline.denominator),
          of_day(measure.baseline.on),
          of_number(measure.end.numerator),
          of_number(measure.end.denominator),
          of_day(measure.end.on),
          of_text(each.audit ? each.audit->question : std::string()),
          audited(&AuditRecord::good),
          audited(&AuditRecord::audited),
          of_flag(each.is_restricted),
          of_text(each.added_by.name),
          of_day(each.added_at.london_date())};
}

}  // namespace

Result<sheet::Table> evidence_sheet(pages::PageCall& call) {
  auto const today = call.environment().clock.today();
  Chosen const chosen{call.query()};
  auto const listed = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    if (!chosen.is_possible) return std::vector<Evidence>{};
    return list_all_evidence(transaction, chosen.filter, sight_of(call.actor()), today, chosen.order);
  }));
  // The same evidence on the same day gives the same file.
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = "Evidence";
  out.notes = {
      fmt::format("{}, as it stood on {}: {}.", call.session().council, today.printed(),
                  html::plural(static_cast<std::int64_t>(listed.size()), "piece of evidence", "pieces of evidence"))};
  out.columns = columns();
  for (auto const& each : listed) out.rows.push_back(row_of(each, today));
  return out;
}

}  // namespace gt::evidence

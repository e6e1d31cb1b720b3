#include "inspections/inspection_store.h"

#include <fmt/format.h>

#include "inspections/reference.h"
#include "inspections/sql.h"

namespace gt::inspections {

using nlohmann::json;

namespace {

std::vector<std::string> text_list(std::string const& stored) {
  return json::parse(stored).get<std::vector<std::string>>();
}

std::optional<std::string> text_or_null(std::string const& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

InspectionSummary summary_of(db::Row const& row) {
  InspectionSummary out{row.id<InspectionId>("id"),
                        row.text("kind"),
                        row.text("framework"),
                        row.text("authority_name"),
                        row.optional_date("inspection_start"),
                        row.optional_date("inspection_end"),
                        row.optional_date("published"),
                        row.optional_text("overall"),
                        row.integer("findings"),
                        {}};
  out.when_printed = row.optional_text("when_printed").value_or("");
  out.title = inspection_title(out.kind, out.start, out.when_printed);
  out.received = row.optional_date("received");
  out.has_inadequate = row.integer("inadequate") > 0;
  out.version = row.integer("version");
  out.changed = row.instant("changed_at");
  return out;
}

Finding finding_of(db::Row const& row) {
  return {row.id<FindingId>("id"),
          row.id<InspectionId>("inspection"),
          row.integer("position"),
          row.optional_integer("number"),
          row.text("title"),
          row.text("text"),
          row.text("original_text"),
          row.optional_text("priority"),
          row.optional_text("topic"),
          row.optional_text("timescale"),
          text_list(row.text("tags")),
          row.text("body") == "board",
          row.optional_integer("page"),
          row.integer("version"),
          inspection_title(row.text("kind"), row.optional_date("inspection_start"),
                           row.optional_text("when_printed").value_or("")),
          row.optional_text("paragraph").value_or("")};
}

std::optional<Known> known(std::optional<db::Row> const& row) {
  if (!row) return std::nullopt;
  auto start = row->optional_date("inspection_start");
  return Known{row->id<InspectionId>("id"),
               fmt::format("{}{}, confirmed on {}", row->text("authority_name"),
                           start ? ", on site from " + start->printed() : "", row->instant("confirmed_at").printed())};
}

WaitingReading reading_of(db::Row const& row) {
  WaitingReading out{row.id<ReadingId>("id"),
                     {},
                     row.text("document_name"),
                     0,
                     row.instant("created_at"),
                     row.text("created_by_name"),
                     stored_draft(json::parse(row.text("draft")))};
  return out;
}

}  // namespace

std::vector<Finding> list_findings(db::Transaction& transaction, std::optional<InspectionId> inspection) {
  std::vector<Finding> out;
  for (auto const& row : transaction.rows(sql::list_findings, {{"inspection", inspection}, {"id", nullptr}}))
    out.push_back(finding_of(row));
  return out;
}

std::optional<Finding> find_finding(db::Transaction& transaction, FindingId const& id) {
  auto row = transaction.row(sql::list_findings, {{"inspection", nullptr}, {"id", id}});
  return row ? std::optional(finding_of(*row)) : std::nullopt;
}

std::vector<InspectionSummary> list_inspections(db::Transaction& transaction) {
  std::vector<InspectionSummary> out;
  for (auto const& row : transaction.rows(sql::list_inspections)) out.push_back(summary_of(row));
  return out;
}

std::vector<InspectionSummary> list_own_inspections(db::Transaction& transaction) {
  auto out = list_inspections(transaction);
  if (auto const own = own_authority_name(transaction); !own.empty())
    std::erase_if(out, [&](InspectionSummary const& each) { return each.authority_name != own; });
  return out;
}

tl::unexpected<Error> no_such_inspection() {
  return refuse(ErrorKind::not_found, "There is no such inspection here. Look in the list of inspections.");
}

std::optional<Inspection> find_inspection(db::Transaction& transaction, InspectionId const& id) {
  auto row = transaction.row(sql::find_inspection, {{"id", id}});
  if (!row) return std::nullopt;
  Inspection out{id,
                 row->text("kind"),
                 row->text("framework"),
                 row->text("authority_name"),
                 row->text("authority_printed"),
                 row->optional_date("inspection_start"),
                 row->optional_date("inspection_end"),
                 row->optional_date("published"),
                 row->optional_date("received"),
                 text_list(row->text("lead_inspectors")),
                 text_list(row->text("deputy_lead_inspectors")),
                 row->optional_text("areas_section_title"),
                 row->text("document_hash"),
                 row->text("document_name"),
                 row->integer("document_pages"),
                 row->instant("confirmed_at"),
                 row->text("confirmed_by_name"),
                 row->integer("version"),
                 {},
                 {}};
  out.when_printed = row->optional_text("when_printed").value_or("");
  out.title = inspection_title(out.kind, out.start, out.when_printed);
  for (auto const& judgement : transaction.rows(sql::list_judgements, {{"inspection", id}}))
    out.judgements.push_back({judgement.text("category"), judgement.text("grade"), judgement.text("body") == "board"});
  return out;
}

std::vector<Draft::ParagraphRow> list_paragraphs(db::Transaction& transaction, InspectionId const& id) {
  std::vector<Draft::ParagraphRow> out;
  for (auto const& row : transaction.rows(sql::list_paragraphs, {{"inspection", id}}))
    out.push_back({row.integer("number"), row.text("section"), row.integer("page"), row.text("text")});
  return out;
}

std::vector<std::string> list_pages(db::Transaction& transaction, InspectionId const& id) {
  auto row = transaction.row(sql::find_inspection, {{"id", id}});
  if (!row) return {};
  return stored_draft(json::parse(row->text("original"))).pages;
}

std::optional<WaitingReading> find_reading(db::Transaction& transaction, ReadingId const& id) {
  auto row = transaction.row(sql::find_reading, {{"id", id}});
  if (!row) return std::nullopt;
  auto out = reading_of(*row);
  out.document_hash = row->text("document_hash");
  out.document_pages = row->integer("document_pages");
  return out;
}

std::vector<WaitingReading> list_readings(db::Transaction& transaction) {
  std::vector<WaitingReading> out;
  for (auto const& row : transaction.rows(sql::list_readings)) out.push_back(reading_of(row));
  return out;
}

std::optional<Known> find_by_document(db::Transaction& transaction, std::string const& document_hash) {
  return known(transaction.row(sql::find_inspection_by_hash, {{"document_hash", document_hash}}));
}

std::optional<Known> find_same(db::Transaction& transaction, Draft const& draft) {
  auto rows = transaction.rows(sql::find_same_inspection, {{"kind", draft.kind},
                                                           {"authority_name", draft.authority},
                                                           {"inspection_start", draft.inspection_start},
                                                           {"when_printed", text_or_null(draft.when_printed)}});
  return rows.empty() ? std::nullopt : known(rows.front());
}

std::optional<ReadingId> find_reading_by_document(db::Transaction& transaction, std::string const& document_hash) {
  auto row = transaction.row(sql::find_reading_by_hash, {{"document_hash", document_hash}});
  return row ? std::optional(row->id<ReadingId>("id")) : std::nullopt;
}

std::string own_authority_name(db::Transaction& transaction) {
  auto row = transaction.row(sql::authority_name);
  return row ? row->text("name") : "";
}

std::string own_authority_printed(db::Transaction& transaction) {
  auto row = transaction.row(sql::authority_printed);
  return row ? row->text("display_name") : "";
}

void insert_reading(db::Transaction& transaction, WaitingReading const& reading, AccountId const& account) {
  transaction.execute(sql::insert_reading, {{"id", reading.id},
                                            {"document_hash", reading.document_hash},
                                            {"document_name", reading.document_name},
                                            {"document_pages", reading.document_pages},
                                            {"draft", to_json(reading.draft).dump()},
                                            {"created_at", reading.created_at},
                                            {"created_by", account},
                                            {"created_by_name", reading.created_by}});
}

void delete_reading(db::Transaction& transaction, ReadingId const& id) {
  transaction.execute(sql::delete_reading, {{"id", id}});
}

Confirmed insert_inspection(db::Transaction& transaction, Draft const& draft, json const& original,
                            WaitingReading const& reading, AccountId const& account, std::string const& name,
                            Instant now) {
  Confirmed out{InspectionId::fresh(), {}};
  transaction.execute(sql::insert_inspection, {{"id", out.id},
                                               {"kind", draft.kind},
                                               {"framework", draft.framework},
                                               {"authority_name", draft.authority},
                                               {"authority_printed", draft.authority_printed},
                                               {"inspection_start", draft.inspection_start},
                                               {"inspection_end", draft.inspection_end},
                                               {"published", draft.published},
                                               {"received", draft.received},
                                               {"lead_inspectors", json(draft.lead_inspectors).dump()},
                                               {"deputy_lead_inspectors", json(draft.deputy_lead_inspectors).dump()},
                                               {"areas_section_title", draft.areas_section_title},
                                               {"document_hash", reading.document_hash},
                                               {"document_name", reading.document_name},
                                               {"document_pages", reading.document_pages},
                                               {"original", original.dump()},
                                               {"confirmed_at", now},
                                               {"confirmed_by", account},
                                               {"confirmed_by_name", name},
                                               {"when_printed", text_or_null(draft.when_printed)},
                                               {"when_sorted", sortable_when(draft.when_printed)}});
  std::int64_t position = 0;
  for (auto const& each : draft.judgements)
    transaction.execute(sql::insert_judgement, {{"id", new_opaque_id()},
                                                {"inspection", out.id},
                                                {"position", ++position},
                                                {"category", each.category},
                                                {"grade", each.grade},
                                                {"body", each.about_board ? "board" : "authority"}});
  position = 0;
  for (auto const& each : draft.areas) {
    out.findings.push_back(FindingId::fresh());
    // The words as read; a finding that a person added was never read, so its first words are theirs.
    auto const& read = each.position ? reading.draft.areas[static_cast<std::size_t>(*each.position) - 1] : each;
    transaction.execute(sql::insert_finding, {{"id", out.findings.back()},
                                              {"inspection", out.id},
                                              {"position", ++position},
                                              {"number", each.number},
                                              {"title", short_title(each.text)},
                                              {"text", each.text},
                                              {"original_text", read.text},
                                              {"priority", each.priority},
                                              {"topic", each.group},
                                              {"timescale", each.timescale},
                                              {"tags", json(each.tags).dump()},
                                              {"body", each.about_board ? "board" : "authority"},
                                              {"page", each.page},
                                              {"paragraph", text_or_null(each.paragraph)}});
  }
  position = 0;
  for (auto const& each : draft.paragraphs)
    transaction.execute(sql::insert_paragraph, {{"id", new_opaque_id()},
                                                {"inspection", out.id},
                                                {"position", ++position},
                                                {"number", each.number},
                                                {"section", each.section},
                                                {"page", each.page},
                                                {"text", each.text}});
  return out;
}

bool update_inspection(db::Transaction& transaction, Inspection const& inspection, Instant now) {
  return transaction.execute(sql::change_inspection,
                             {{"id", inspection.id},
                              {"inspection_start", inspection.start},
                              {"inspection_end", inspection.end},
                              {"published", inspection.published},
                              {"received", inspection.received},
                              {"lead_inspectors", json(inspection.lead_inspectors).dump()},
                              {"deputy_lead_inspectors", json(inspection.deputy_lead_inspectors).dump()},
                              {"changed_at", now},
                              {"version", inspection.version}}) == 1;
}

bool update_finding(db::Transaction& transaction, Finding const& finding) {
  return transaction.execute(sql::change_finding, {{"id", finding.id},
                                                   {"title", finding.title},
                                                   {"text", finding.text},
                                                   {"page", finding.page},
                                                   {"paragraph", text_or_null(finding.paragraph)},
                                                   {"version", finding.version}}) == 1;
}

}  // namespace gt::inspections

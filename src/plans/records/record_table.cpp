// Records as rows of a page.

#include <fmt/format.h>

#include "plans/pages/roll_up_parts.h"
#include "plans/records/record_list.h"
#include "plans/records/record_load.h"
#include "plans/records/record_pages.h"
#include "platform/records/form.h"

namespace gt::plans {

using namespace html;

namespace {

using records::capital;

Html name_link(Record const& record) {
  return link(words(fmt::format("{} {}", record.number, record.title)), address_of(record));
}

Html value_cell(Record const& record, RecordField const& field) {
  if (record.text(field.name).empty()) return words("–");
  return records::value_of(record.fields, field, [](RecordField const&, std::string const&) { return words("–"); });
}

Html parent_cell(Record const& record, Parents const& parents) {
  auto const found = record.parent ? parents.find(*record.parent) : parents.end();
  if (found == parents.end()) return words("Taken out of the plan");
  return link(words(found->second.title), Href{found->second.address});
}

Html score_cell(std::optional<RiskScore> const& score) { return words(score ? score->printed() : "Not scored"); }

Table risk_rows(RecordKind const& kind, std::vector<Record> const& records) {
  Table out;
  out.caption = capital(kind.plural) + ": the score is likelihood × impact, each from 1 to 5";
  out.caption_shown = true;
  out.columns = {{kind.title_label, false, "number"},
                 {"Kind", false, "risk_kind"},
                 {"Owner", false, "owner_role"},
                 {"Score before mitigation", false, "score"},
                 {"Score after mitigation", false, "score_after"},
                 {"State", false, "risk_state"}};
  auto or_dash = [](std::string const& text) { return words(text.empty() ? "–" : capital(text)); };
  for (auto const& each : records)
    out.rows.push_back(
        {{name_link(each), or_dash(each.text("risk_kind")), or_dash(each.text("owner_role")),
          score_cell(risk_score(each)), score_cell(risk_score(each, "_after")), or_dash(each.text("risk_state"))}});
  return out;
}

std::vector<RecordField const*> shown_fields(RecordKind const& kind, std::size_t most) {
  std::vector<RecordField const*> out;
  for (auto const& field : kind.fields)
    if (field.type != RecordFieldType::text && field.type != RecordFieldType::account && out.size() < most)
      out.push_back(&field);
  return out;
}

void add_standing_columns(Table& out) {
  auto columns = standing_columns();
  for (std::size_t at = 0; at < columns.size(); ++at) {
    columns[at].sort_key = standing_keys.at(at);
    out.columns.push_back(std::move(columns[at]));
  }
}

}  // namespace

ActionFilter actions_of(Record const& record) {
  if (record.kind->word == "project") return {.project = record.id.text()};
  if (record.kind->word == "stage") return {.stage = record.id.text()};
  return {};
}

Table record_rows(RecordKind const& kind, std::vector<Record> const& records, RecordColumns const& columns) {
  if (kind.word == "risk") return risk_rows(kind, records);
  Table out;
  out.caption = capital(kind.plural);
  out.columns = {{kind.title_label, false, "number"}};
  if (columns.parents != nullptr) out.columns.push_back({"Stands in"});
  auto const fields = shown_fields(kind, columns.standing == nullptr ? 4 : 2);
  for (auto const* field : fields)
    out.columns.push_back({field->label, field->type == RecordFieldType::number, field->name});
  if (columns.standing != nullptr) add_standing_columns(out);
  for (auto const& each : records) {
    std::vector<Html> cells{name_link(each)};
    if (columns.parents != nullptr) cells.push_back(parent_cell(each, *columns.parents));
    for (auto const* field : fields) cells.push_back(value_cell(each, *field));
    if (columns.standing != nullptr) {
      auto const found = columns.standing->find(each.id.text());
      for (auto& cell : standing_cells(found == columns.standing->end() ? rules::Tally{} : found->second.tally,
                                       actions_of(each).to_query().at("/plan")))
        cells.push_back(std::move(cell));
    }
    out.rows.push_back({std::move(cells)});
  }
  return out;
}

Html records_table(RecordKind const& kind, std::vector<Record> records) {
  sort_records(records, kind, {}, {});
  auto out = record_rows(kind, records, {});
  if (kind.word == "risk")
    out.caption = capital(kind.plural) + ", the worst first: likelihood × impact, each from 1 to 5";
  return table(out);
}

}  // namespace gt::plans

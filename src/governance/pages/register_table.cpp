#include "governance/pages/register_table.h"

#include <map>

#include <fmt/format.h>

#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_rules.h"
#include "platform/csv/csv.h"

namespace gt::governance {

using namespace html;
using records::capital;
using records::FieldType;

namespace {

// The columns a register shows beside the record itself; the record's page has all of them.
std::vector<std::string> shown_fields(records::Kind const& kind) {
  static std::map<std::string, std::vector<std::string>> const chosen{
      {"body", {"body_kind", "chair_role", "meets", "reports_to"}},
      {"promise", {"body", "promised_by", "due"}},
      {"claim", {"body", "made_by", "made_on"}},
      {"question", {"body", "asked_by", "asked_on", "answer"}},
      {"recommendation", {"body", "to_body", "made_on"}},
      {"correction", {"body", "document", "found_by"}},
      {"membership", {"capacity", "organisation", "from", "until"}},
      {"reporting duty", {"reported_by", "cadence", "from", "from_words", "until", "until_words"}},
      {"assurance event", {"event_kind", "starts_on", "when_printed", "focus", "result_scale"}},
      {"external view", {"view_kind", "theme", "about", "scale"}},
      {"own view", {"theme", "said_by", "said_on", "when_printed", "scale"}},
      {"intervention stage",
       {"stage_kind", "role", "starts_on", "ends_on", "when_printed", "term_months", "extended_months"}},
      {"requirement", {"printed_number", "due", "theme"}},
  };
  if (auto const found = chosen.find(kind.word); found != chosen.end()) return found->second;
  std::vector<std::string> out;
  for (auto const& field : kind.fields)
    if (field.type != FieldType::text && field.type != FieldType::account && out.size() < 4) out.push_back(field.name);
  return out;
}

Html cell(Entry const& entry, std::string const& name, NamesById const& names) {
  auto const* field = entry.kind->field(name);
  if (entry.text(name).empty()) {
    if (name == "due" && !entry.text("due_words").empty()) return words(entry.text("due_words"));
    return words("–");
  }
  if (name == "due" && entry.kind->word == "promise") return due(*entry.date("due"), entry.date("first_due"));
  return records::value_of(entry.fields, *field,
                           [&](records::Field const&, std::string const& id) { return named(names, id); });
}

// Someone else's words are set as such.
bool holds_their_words(records::Kind const& kind) {
  return kind.word == "promise" || kind.word == "claim" || kind.word == "question" || kind.word == "external view";
}

sheet::Value sheet_value(Entry const& entry, records::Field const& field, NamesById const& names) {
  auto const text = entry.text(field.name);
  if (text.empty()) return std::monostate{};
  if (field.type == FieldType::date) return *entry.date(field.name);
  if (field.type == FieldType::record || field.type == FieldType::account) {
    auto const found = names.find(text);
    return found == names.end() ? std::string() : found->second.title;
  }
  return text;
}

}  // namespace

void read_shown(Names& names, std::vector<Entry> const& entries) {
  for (auto const& each : entries) names.read(each, shown_fields(*each.kind));
}

Html entries_table(std::vector<Entry> const& entries, records::Kind const& kind, NamesById const& names, Date today) {
  auto const fields = shown_fields(kind);
  bool const has_states = !states_of(kind).empty();
  Table out;
  out.caption = capital(kind.plural);
  out.columns = {{kind.title_label}};
  for (auto const& each : fields) out.columns.push_back({kind.field(each)->label});
  if (has_states) out.columns.push_back({"State"});
  for (auto const& entry : entries) {
    Html title = link(holds_their_words(kind) ? said(entry.title) : words(entry.title), Href{entry.address()});
    if (entry.is_private) title = with_note(title, private_tag(entry.text("exempt_paragraph")));
    std::vector<Html> cells{title};
    for (auto const& each : fields) cells.push_back(cell(entry, each, names));
    if (has_states) cells.push_back(state_tag(entry, today));
    out.rows.push_back({cells});
  }
  return table(out);
}

sheet::Table register_sheet(std::vector<Entry> const& entries, records::Kind const& kind, NamesById const& names,
                            std::string const& council, Date today) {
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = capital(kind.plural);
  out.notes = {fmt::format("{}, as it stood on {}: {}.", council, today.printed(),
                           plural(static_cast<std::int64_t>(entries.size()), kind.word, kind.plural))};
  out.columns = {{"Number", sheet::ColumnKind::text, 8}, {kind.title_label, sheet::ColumnKind::text, 60}};
  for (auto const& field : kind.fields)
    out.columns.push_back({field.label,
                           field.type == FieldType::date ? sheet::ColumnKind::date : sheet::ColumnKind::text,
                           field.type == FieldType::text ? 50.0 : 18.0});
  bool const has_states = !states_of(kind).empty();
  if (has_states) out.columns.push_back({"State", sheet::ColumnKind::text, 14});
  for (auto const& entry : entries) {
    std::vector<sheet::Value> row{std::to_string(entry.number), entry.title};
    for (auto const& field : kind.fields) row.push_back(sheet_value(entry, field, names));
    if (has_states) row.push_back(state_of(entry));
    out.rows.push_back(std::move(row));
  }
  return out;
}

Result<pages::Answer> register_download(sheet::Table const& table, records::Kind const& kind, std::string_view ending) {
  auto const answer = [&](std::string bytes, std::string_view type) {
    return pages::Answer{web::Response::bytes(std::move(bytes), std::string(type))
                             .as_download(fmt::format("{}.{}", kind.address.substr(1), ending))};
  };
  if (ending == "csv") return answer(sheet::write_csv(table), csv::content_type);
  if (ending == "xlsx") return answer(TRY(sheet::write_xlsx(table)), sheet::xlsx_content_type);
  return answer(TRY(sheet::write_ods(table)), sheet::ods_content_type);
}

}  // namespace gt::governance

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "notices/notices.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/action_table.h"
#include "plans/pages/board_words.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/pages/thing_parts.h"
#include "plans/records/record_load.h"
#include "plans/records/record_pages.h"
#include "platform/records/form.h"

namespace gt::plans {

using namespace html;

namespace {

using records::capital;

std::string label_of(std::vector<Option> const& accounts, std::string const& id) {
  auto found = std::find_if(accounts.begin(), accounts.end(), [&](auto const& each) { return each.value == id; });
  return found == accounts.end() ? "An account that no longer has a role here" : found->label;
}

Html value_of(Record const& record, RecordField const& field, std::vector<Option> const& accounts) {
  return records::value_of(record.fields, field,
                           [&](RecordField const&, std::string const& id) { return words(label_of(accounts, id)); });
}

Html fields_part(LoadedRecord const& loaded) {
  std::vector<SummaryRow> rows;
  for (auto const& field : loaded.record.kind->fields)
    if (!loaded.record.text(field.name).empty())
      rows.push_back({field.label, value_of(loaded.record, field, loaded.accounts), {}});
  return rows.empty() ? Html{} : summary_list(rows);
}

// The plan's list, narrowed to the record where it can be.
ActionFilter filter_of(Record const& record) {
  if (record.kind->word == "project") return {.project = record.id.text()};
  if (record.kind->word == "stage") return {.stage = record.id.text()};
  return {};
}

// Aims of a stage, objectives of a project: one table a kind, and a way to add one.
Html inside_part(pages::PageCall const& call, LoadedRecord const& loaded) {
  Html out;
  for (auto const& kind : record_kinds()) {
    auto const& own = loaded.record.kind->word;
    if (std::find(kind.inside.begin(), kind.inside.end(), own) == kind.inside.end()) continue;
    std::vector<Record> rows;
    std::copy_if(loaded.inside.begin(), loaded.inside.end(), std::back_inserter(rows),
                 [&](auto const& each) { return each.kind == &kind; });
    out << heading(words(capital(kind.plural)))
        << (rows.empty() ? paragraph(words(kind.empty_words)) : records_table(kind, rows));
    if (may_on_thing(call, kind.permission, loaded.themes))
      out << paragraph(
          link(words(add_words(kind)), Query{}.with("inside", loaded.record.id.text()).at(kind.address + "/new")));
  }
  return out;
}

// Those above a risk or a part; the theme says where each of them belongs.
Html actions_above(LoadedRecord const& loaded, Date today) {
  if (loaded.above.empty()) return {};
  Table rows;
  rows.caption = "The actions it is joined to";
  rows.columns = {{"Action"}, {"Owner"}, {"Theme"}, {"Due"}, {"Delivered"}};
  for (auto const& each : loaded.above)
    rows.rows.push_back(
        {{action_link(each), words(each.owner_role), joined(loaded.names.themes_of(each), theme_link, "None"),
          due_cell(each, today), status_shape(each, today)}});
  Html out = heading(words("Actions"));
  out << table(rows);
  return out;
}

std::int64_t score_now(Record const& risk) {
  if (risk.text("risk_state") == "closed") return 0;
  auto const after = risk_score(risk, "_after");
  return after ? after->product : risk_score(risk).value_or(RiskScore{}).product;
}

// The worst first; those that are closed last.
Html risks_table(RecordKind const& kind, std::vector<Record> records) {
  std::stable_sort(records.begin(), records.end(),
                   [](auto const& a, auto const& b) { return score_now(a) > score_now(b); });
  Table out;
  out.caption = capital(kind.plural) + ", the worst first: likelihood × impact, each from 1 to 5";
  out.caption_shown = true;
  out.columns = {{kind.title_label}, {"Kind"}, {"Owner"}, {"Before mitigation"}, {"After mitigation"}, {"State"}};
  auto scored = [](std::optional<RiskScore> const& score) { return words(score ? score->printed() : "Not scored"); };
  auto or_dash = [](std::string const& text) { return words(text.empty() ? "–" : capital(text)); };
  for (auto const& each : records)
    out.rows.push_back({{link(words(fmt::format("{} {}", each.number, each.title)), address_of(each)),
                         or_dash(each.text("risk_kind")), or_dash(each.text("owner_role")), scored(risk_score(each)),
                         scored(risk_score(each, "_after")), or_dash(each.text("risk_state"))}});
  return table(out);
}

}  // namespace

std::string add_words(RecordKind const& kind) {
  bool const begins_with_vowel = std::string_view("aeio").find(kind.word.front()) != std::string_view::npos;
  return fmt::format("Add {} {}", begins_with_vowel ? "an" : "a", kind.word);
}

Html records_table(RecordKind const& kind, std::vector<Record> const& records,
                   std::map<std::string, ParentStanding> const* standing) {
  if (kind.word == "risk") return risks_table(kind, records);
  Table out;
  out.caption = capital(kind.plural);
  out.columns = {{kind.title_label}};
  std::vector<RecordField const*> shown;
  auto const most = standing == nullptr ? 4u : 2u;
  for (auto const& field : kind.fields)
    if (field.type != RecordFieldType::text && field.type != RecordFieldType::account && shown.size() < most)
      shown.push_back(&field);
  for (auto const* field : shown) out.columns.push_back({field->label, field->type == RecordFieldType::number});
  if (standing != nullptr)
    for (auto& column : standing_columns()) out.columns.push_back(std::move(column));
  for (auto const& each : records) {
    std::vector<Html> cells{link(words(fmt::format("{} {}", each.number, each.title)), address_of(each))};
    for (auto const* field : shown)
      cells.push_back(each.text(field->name).empty() ? words("–") : value_of(each, *field, {}));
    if (standing != nullptr) {
      auto found = standing->find(each.id.text());
      for (auto& cell : standing_cells(found == standing->end() ? rules::Tally{} : found->second.tally,
                                       filter_of(each).to_query().at("/plan")))
        cells.push_back(std::move(cell));
    }
    out.rows.push_back({cells});
  }
  return table(out);
}

Result<pages::Answer> record_list_page(pages::PageCall& call, RecordKind const& kind) {
  struct Listed {
    std::vector<Record> records;
    std::optional<std::map<std::string, ParentStanding>> standing;  ///< of projects
    std::string variant;                                            ///< the rule of the colours
  };
  auto [records, standing, variant] = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    Listed out{list_records(transaction, kind), std::nullopt, brag_variant(find_programme(transaction))};
    if (kind.word == "project")
      out.standing = standing_by(transaction, ParentKind::project, call.environment().clock.today());
    return out;
  }));
  Page page;
  page.title = capital(kind.plural);
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = kind.summary});
  if (records.empty())
    page.body << paragraph(words(kind.empty_words));
  else
    page.body << records_table(kind, records, standing ? &*standing : nullptr);
  if (kind.inside.empty() && call.may(kind.permission))
    page.body << link_button(add_words(kind), Href{kind.address + "/new"});
  if (standing && !records.empty()) page.body << colour_key(variant);
  return pages::page(std::move(page));
}

Result<pages::Answer> record_page(pages::PageCall& call, RecordKind const& kind, Outside const& outside) {
  auto loaded = TRY(load_record(call, kind, Accounts::named));
  auto const& record = loaded.record;
  Page page;
  page.title = record.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(capital(kind.plural)), kind.address}};
  if (loaded.parent) page.breadcrumbs.push_back({words(loaded.parent->title), loaded.parent->address});
  Head top{.title = record.title, .caption = fmt::format("{} {}", capital(kind.word), record.number)};
  bool may_edit = !record.is_ended && may_on_thing(call, kind.permission, loaded.themes);
  if (may_edit) {
    top.actions.push_back({words("Change"), Href{address_of(record).text() + "/edit"}});
    top.actions.push_back({words("Take out"), Href{address_of(record).text() + "/end"}});
  }
  page.body << head(top);
  if (record.kind->word == "project" && !record.is_ended) page.body << roll_up_part(loaded.standing, "project");
  if (record.is_ended) page.body << inset(words("This was taken out of the plan. Its history stays."));
  if (loaded.pid) page.body << paragraph(*loaded.pid);
  page.body << fields_part(loaded) << inside_part(call, loaded);
  if (!loaded.actions.empty())
    page.body << heading(words("Actions"))
              << table(action_rows(loaded.actions, call.environment().clock.today(), "Actions"))
              << all_of_them(loaded.actions.size(), static_cast<std::size_t>(loaded.action_count), filter_of(record));
  page.body << actions_above(loaded, call.environment().clock.today());
  if (kind.word == "risk" && outside.money_naming_risk) page.body << outside.money_naming_risk(call, record.id.text());
  page.body << joins_part(call, thing_of(record), loaded.joins, may_edit, {"action"})
            << notices::comments_part(call, record.id.text()) << history_link(thing_of(record));
  if (!loaded.actions.empty() || !loaded.above.empty() || record.kind->word == "project")
    page.body << colour_key(loaded.variant);
  return pages::page(std::move(page));
}

void add_record_pages(pages::Site& site, Outside const& outside) {
  for (auto const& kind : record_kinds()) {
    auto with = [&kind](auto page) { return [page, &kind](pages::PageCall& call) { return page(call, kind); }; };
    site.get(kind.address, with(&record_list_page));
    site.get(kind.address + "/{" + kind.key() + "}", [&kind, outside](pages::PageCall& call) {
      return with_board_words(call, outside, record_page(call, kind, outside), kind.key());
    });
  }
  add_record_form_pages(site);
}

}  // namespace gt::plans

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "notices/notices.h"
#include "plans/pages/action_table.h"
#include "plans/pages/board_words.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/pages/thing_parts.h"
#include "plans/records/record_list.h"
#include "plans/records/record_load.h"
#include "plans/records/record_pages.h"
#include "platform/records/form.h"
#include "platform/registers/table_download.h"

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
  auto const& record = loaded.record;
  std::vector<SummaryRow> rows;
  auto add_score = [&](std::string_view label, std::optional<RiskScore> const& score) {
    if (score) rows.push_back({std::string(label), words(score->printed()), {}});
  };
  for (auto const& field : record.kind->fields) {
    if (!record.text(field.name).empty()) rows.push_back({field.label, value_of(record, field, loaded.accounts), {}});
    if (field.name == "impact") add_score("Score before mitigation", risk_score(record));
    if (field.name == "impact_after") add_score("Score after mitigation", risk_score(record, "_after"));
  }
  return rows.empty() ? Html{} : summary_list(rows);
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

}  // namespace

std::string add_words(RecordKind const& kind) { return "Add " + records::with_article(kind.word); }

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
  page.body << head(top) << sub_pages(kind.plural);
  if (record.kind->word == "project" && !record.is_ended) page.body << roll_up_part(loaded.standing, "project");
  if (record.is_ended) page.body << inset(words("This was taken out of the plan. Its history stays."));
  if (loaded.pid) page.body << paragraph(*loaded.pid);
  page.body << fields_part(loaded) << inside_part(call, loaded);
  if (!loaded.actions.empty())
    page.body << heading(words("Actions"))
              << table(action_rows(loaded.actions, call.environment().clock.today(), "Actions"))
              << all_of_them(loaded.actions.size(), static_cast<std::size_t>(loaded.action_count), actions_of(record));
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
    registers::add_table_downloads(site, kind.address, kind.address.substr(1), with(&record_sheet));
    site.get(kind.address + "/{" + kind.key() + "}", [&kind, outside](pages::PageCall& call) {
      return with_board_words(call, outside, record_page(call, kind, outside), kind.key());
    });
  }
  add_record_form_pages(site);
}

}  // namespace gt::plans

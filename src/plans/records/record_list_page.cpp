#include <algorithm>

#include <fmt/format.h>

#include "plans/lists/action_colours.h"
#include "plans/lists/things.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/records/record_list.h"
#include "plans/records/record_pages.h"
#include "plans/records/record_reach.h"
#include "plans/views/view_pages.h"
#include "platform/html/navigation.h"
#include "platform/registers/table_download.h"

namespace gt::plans {

using namespace html;

namespace {

using records::capital;

// What the page prints.
struct Loaded {
  ListedRecords listed;
  std::vector<Record> shown;  ///< one page of them
  Parents parents;
  std::map<std::string, std::vector<Option>> choices;  ///< by the filter's name
  std::string variant;                                 ///< the rule of the colours
  std::vector<SavedView> views;
};

std::vector<Option> options_of(std::vector<RecordName> const& names) {
  std::vector<Option> out;
  for (auto const& each : names) out.push_back({each.id, fmt::format("{} {}", each.number, each.title), {}});
  return out;
}

// What stands in the plan that a filter of this name can ask for.
std::vector<Option> things_to_choose(db::Transaction& transaction, std::string_view name) {
  if (name == "theme") return theme_options(list_themes(transaction));
  if (name == "finding") return finding_options(inspections::list_findings(transaction));
  auto const* kind = find_record_kind(name);
  return kind == nullptr ? std::vector<Option>{} : options_of(record_names(transaction, kind));
}

std::vector<Option> holders(db::Transaction& transaction, RecordKind const& kind) {
  std::vector<Option> out;
  for (auto const& word : kind.inside)
    for (auto& each : things_to_choose(transaction, word)) out.push_back(std::move(each));
  return out;
}

Loaded load(db::Transaction& transaction, RecordKind const& kind, Query const& query, int page, Date today) {
  Loaded out;
  out.listed =
      list_records(transaction, kind, RecordFilter::from_query(kind, query), sort_from_query(kind, query), today);
  auto const& all = out.listed.records;
  auto const from = std::min(static_cast<std::size_t>(page - 1) * records_on_page, all.size());
  auto const to = std::min(from + records_on_page, all.size());
  out.shown.assign(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to));
  if (out.listed.total == 0) return out;
  out.parents = parents_of(transaction, out.shown);
  for (auto const& name : things_above(kind)) out.choices[std::string(name)] = things_to_choose(transaction, name);
  if (!kind.inside.empty()) out.choices["inside"] = holders(transaction, kind);
  for (auto const& each : out.listed.owners) out.choices["owner"].push_back({each, each, {}});
  for (auto const& field : kind.fields)
    if (field.type == RecordFieldType::choice)
      for (auto const& each : choices_of(field)) out.choices[field.name].push_back({each, capital(each), {}});
  for (auto const* least : {"20", "15", "10", "5"})
    out.choices["score"].push_back({least, fmt::format("{} or more", least), {}});
  if (kind.word == "project") out.variant = brag_variant(find_programme(transaction));
  return out;
}

std::string label_of(RecordKind const& kind, std::string const& name) {
  if (name == "words") return "Words or number";
  if (name == "inside") return "Stands in";
  if (name == "owner") return owner_field(kind)->label;
  if (name == "score") return "Score as it stands";
  if (name == "from" || name == "to") return fmt::format("{}: {}", kind.field("due")->label, name);
  auto const* field = kind.field(name);
  return field == nullptr ? capital(name) : field->label;
}

Filter filter_of(RecordKind const& kind, Loaded const& loaded, Query const& query) {
  Filter out;
  out.path = kind.address;
  out.query = query;
  for (auto const& name : filter_names(kind)) {
    FilterField field{name, label_of(kind, name)};
    bool const is_typed = name == "words" || name == "from" || name == "to";
    auto const found = loaded.choices.find(name);
    bool const has_choices = found != loaded.choices.end() && !found->second.empty();
    // Nothing to choose from, unless the address has chosen.
    if (!is_typed && !has_choices && query.value(name).empty()) continue;
    if (!is_typed) {
      field.options = {{"", "All", {}}};
      if (has_choices) field.options.insert(field.options.end(), found->second.begin(), found->second.end());
    }
    out.fields.push_back(std::move(field));
  }
  out.shown = static_cast<std::int64_t>(loaded.listed.records.size());
  out.total = loaded.listed.total;
  out.noun = kind.word;
  out.plural_noun = kind.plural;
  return out;
}

Html rows_part(RecordKind const& kind, Loaded const& loaded, Query const& query) {
  if (loaded.listed.records.empty())
    return paragraph(words(fmt::format("No {} matches. Take off a filter above to see more.", kind.word)));
  if (loaded.shown.empty()) return paragraph(words("There is nothing on this page. Go back to the first."));
  RecordColumns columns;
  if (kind.word == "project") columns.standing = &loaded.listed.standing;
  if (!kind.inside.empty()) columns.parents = &loaded.parents;
  auto rows = record_rows(kind, loaded.shown, columns);
  // Risks are in an order of their own until a heading is chosen.
  rows.sorting = Sorting::from_query(kind.address, query, rows.columns, kind.word == "risk" ? "" : "number");
  return table(rows);
}

}  // namespace

Result<pages::Answer> record_list_page(pages::PageCall& call, RecordKind const& kind) {
  auto const number = call.page_number();
  auto const query = call.query();
  auto const loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    auto out = load(transaction, kind, query, number, call.environment().clock.today());
    out.views = views_for(transaction, call.actor().account);
    return out;
  }));
  Page page;
  page.title = capital(kind.plural);
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  Head top{.title = page.title, .caption = kind.summary};
  bool const is_empty = loaded.listed.total == 0;
  if (!is_empty) top.actions = registers::download_links(kind.address, query);
  page.body << head(top) << sub_pages(kind.plural);
  if (is_empty) {
    page.body << paragraph(words(kind.empty_words));
  } else {
    page.body << views_part(call, loaded.views, &kind) << filter_bar(filter_of(kind, loaded, query));
    if (auto const days = check_days(RecordFilter::from_query(kind, query)); !days)
      page.body << inset(words("A day in the filter cannot be read. " + days.error().message));
    page.body << rows_part(kind, loaded, query)
              << pagination({.path = kind.address,
                             .query = query,
                             .page = number,
                             .pages = (static_cast<int>(loaded.listed.records.size()) + records_on_page - 1) /
                                      records_on_page});
  }
  if (kind.inside.empty() && call.may(kind.permission))
    page.body << link_button(add_words(kind), Href{kind.address + "/new"});
  if (!is_empty && kind.word == "project") page.body << colour_key(loaded.variant);
  return pages::page(std::move(page));
}

}  // namespace gt::plans

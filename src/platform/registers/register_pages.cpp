#include "platform/registers/register_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/records/form.h"

namespace gt::registers {

using namespace html;
using records::capital;

namespace {

constexpr int records_a_page = 100;
constexpr std::int64_t most_inside = 1000;

std::string upper(std::string text) {
  for (auto& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
  return text;
}

Filter filter_of(pages::PageCall const& call, Register const& of, Kind const& kind) {
  auto const query = call.query();
  auto const value = [&](std::string const& name) { return std::string(query.value(name)); };
  Filter filter{.kind = &kind, .words = value("words")};
  for (auto const& name : of.filters(kind)) filter.fields[name] = value(name);
  if (!of.states(kind).empty()) filter.state = value("state");
  return filter;
}

html::Filter filter_bar_of(pages::PageCall const& call, Register const& of, Kind const& kind, Listed const& listed) {
  html::Filter out;
  out.path = kind.address;
  out.query = call.query();
  out.fields.push_back({"words", "Words", {}});
  for (auto const& name : of.filters(kind)) {
    auto options = listed.choices.at(name);
    options.front() = {"", "All", {}};
    out.fields.push_back({name, kind.field(name)->label, std::move(options)});
  }
  if (auto const states = of.states(kind); !states.empty()) {
    FilterField field{"state", "State", {{"", "All", {}}}};
    for (auto const& each : states) field.options.push_back({each, capital(each), {}});
    out.fields.push_back(std::move(field));
  }
  out.shown = listed.rows.total;
  out.total = listed.all;
  out.noun = kind.word;
  out.plural_noun = kind.plural;
  return out;
}

Html cell(Record const& record, std::string const& name, NamesById const& names) {
  auto const* field = record.kind->field(name);
  if (record.text(name).empty()) return words("–");
  return records::value_of(record.fields, *field,
                           [&](records::Field const&, std::string const& id) { return named(names, id); });
}

Result<pages::Answer> list_page(pages::PageCall& call, Register const& of, Kind const& kind) {
  auto const number = call.page_number();
  auto const listed = TRY(read_list(call, of, kind, records_a_page, std::int64_t{number - 1} * records_a_page));
  Page page = frame(of, kind, capital(kind.plural));
  page.breadcrumbs = {of.home()};
  Head top{.title = capital(kind.plural), .caption = kind.summary};
  bool const may_add = kind.inside.empty() && call.may(kind.permission);
  if (may_add && listed.all > 0) top.actions.push_back({words(add_words(kind)), Href{kind.address + "/new"}});
  if (listed.all > 0)
    for (auto const* ending : {"csv", "xlsx", "ods"})
      top.actions.push_back({words(fmt::format("Download ({})", upper(ending))),
                             call.query().without("page").at(fmt::format("{}.{}", kind.address, ending))});
  page.body << of.navigation(kind.address) << head(top);
  if (listed.all == 0) {
    Empty empty{capital(fmt::format("No {} yet", kind.plural)), words(kind.empty_words), {}};
    if (may_add) empty.steps = {link_button(add_words(kind), Href{kind.address + "/new"})};
    page.body << empty_state(empty);
    return pages::page(std::move(page));
  }
  page.body << filter_bar(filter_bar_of(call, of, kind, listed));
  if (listed.rows.records.empty())
    page.body << paragraph(words("Nothing matches. Take off a filter above to see more."));
  else
    page.body << records_table(of, listed.rows.records, kind, listed.names, call.environment().clock.today());
  page.body << pagination({.path = kind.address,
                           .query = call.query(),
                           .page = number,
                           .pages = static_cast<int>((listed.rows.total + records_a_page - 1) / records_a_page)});
  return pages::page(std::move(page));
}

Html facts_part(Loaded const& loaded) {
  std::vector<SummaryRow> rows;
  for (auto const& field : loaded.record.kind->fields)
    if (!loaded.record.text(field.name).empty())
      rows.push_back({field.label, cell(loaded.record, field.name, loaded.names), {}});
  return rows.empty() ? Html{} : summary_list(rows);
}

Html inside_part(pages::PageCall const& call, Register const& of, Loaded const& loaded) {
  Html out;
  for (auto const& kind : of.kinds()) {
    if (std::find(kind.inside.begin(), kind.inside.end(), loaded.record.kind->word) == kind.inside.end()) continue;
    std::vector<Record> rows;
    std::copy_if(loaded.inside.begin(), loaded.inside.end(), std::back_inserter(rows),
                 [&](Record const& each) { return each.kind == &kind; });
    out << heading(words(capital(kind.plural)))
        << (rows.empty() ? paragraph(words(kind.empty_words))
                         : records_table(of, rows, kind, loaded.names, call.environment().clock.today()));
    if (!loaded.record.is_ended && call.may(kind.permission))
      out << paragraph(
          link(words(add_words(kind)), Query{}.with("inside", loaded.record.id).at(kind.address + "/new")));
  }
  return out;
}

Html history_part(std::vector<PastState> const& past) {
  if (past.empty()) return {};
  std::vector<Event> events;
  for (auto const& each : past) {
    Html what = words(fmt::format("{} by {} ({})", capital(each.verb), each.actor, each.channel));
    if (!each.why.empty()) what << ": " << each.why;
    events.push_back({each.at.iso(), words(each.at.printed()), what});
  }
  return details("History: who changed it, when and why", timeline(events));
}

Result<pages::Answer> record_page(pages::PageCall& call, Register const& of, Kind const& kind) {
  auto const loaded = TRY(load(call, of, kind, For::page));
  auto const& record = loaded.record;
  Page page = frame(of, kind, record.title);
  if (record.parent)
    if (auto const parent = loaded.names.find(*record.parent); parent != loaded.names.end())
      page.breadcrumbs.push_back({words(parent->second.title), parent->second.address});
  Head top{.title = record.title, .caption = fmt::format("{} {}", capital(kind.word), record.number)};
  if (!record.is_ended && call.may(kind.permission)) {
    top.actions.push_back({words("Change"), Href{record.address() + "/edit"}});
    top.actions.push_back({words("Take out"), Href{record.address() + "/end"}});
  }
  top.beside_title = of.state_tag(record, call.environment().clock.today());
  page.body << head(top);
  if (record.is_ended) page.body << inset(words("This was taken out. Its history stays."));
  page.body << TRY(of.above(call, record)) << facts_part(loaded);
  if (!record.is_ended) page.body << TRY(of.below(call, record));
  page.body << inside_part(call, of, loaded) << history_part(loaded.past);
  return pages::page(std::move(page));
}

}  // namespace

void read_names(Register const& of, db::Transaction& transaction, operations::Actor const& actor, Record const& record,
                NamesById& names) {
  for (auto const& field : record.kind->fields) {
    auto const id = record.text(field.name);
    bool const refers = field.type == records::FieldType::record || field.type == records::FieldType::account;
    if (!refers || id.empty() || names.contains(id)) continue;
    names.emplace(id, of.name(transaction, actor, field, id).value_or(Named{"Something that is no longer here", ""}));
  }
  if (record.parent && !names.contains(*record.parent))
    if (auto const parent = of.find(transaction, *record.parent))
      names.emplace(*record.parent, Named{parent->title, parent->address()});
}

std::string add_words(Kind const& kind) { return "Add " + records::with_article(kind.word); }

Page frame(Register const& of, Kind const& kind, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = of.section();
  page.breadcrumbs = {of.home()};
  if (kind.inside.empty()) page.breadcrumbs.push_back({words(capital(kind.plural)), kind.address});
  return page;
}

Html records_table(Register const& of, std::vector<Record> const& records, Kind const& kind, NamesById const& names,
                   Date today) {
  auto const fields = of.columns(kind);
  bool const has_states = !of.states(kind).empty();
  Table out;
  out.caption = capital(kind.plural);
  out.columns = {{kind.title_label}};
  for (auto const& each : fields)
    out.columns.push_back(
        {.label = kind.field(each)->label, .numeric = kind.field(each)->type == records::FieldType::money});
  if (has_states) out.columns.push_back({"State"});
  for (auto const& record : records) {
    std::vector<Html> cells{link(words(record.title), Href{record.address()})};
    for (auto const& each : fields) cells.push_back(cell(record, each, names));
    if (has_states) cells.push_back(of.state_tag(record, today));
    out.rows.push_back({cells});
  }
  return table(out);
}

Result<Listed> read_list(pages::PageCall const& call, Register const& of, Kind const& kind, std::int64_t limit,
                         std::int64_t offset) {
  return call.read(of.view_permission(), [&](db::Transaction& transaction) {
    Listed out;
    out.rows = of.list(transaction, filter_of(call, of, kind), limit, offset);
    Filter everything;
    everything.kind = &kind;
    out.all = of.list(transaction, everything, 0, 0).total;
    for (auto const& each : out.rows.records) read_names(of, transaction, call.actor(), each, out.names);
    for (auto const& name : of.filters(kind))
      out.choices[name] = of.options(transaction, call.actor(), *kind.field(name));
    return out;
  });
}

Result<Loaded> load(pages::PageCall const& call, Register const& of, Kind const& kind, For purpose) {
  auto const id = TRY(call.id<Id<struct RecordTag>>(kind.key()));
  auto loaded = TRY(call.read(of.view_permission(), [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto record = of.find(transaction, id.text());
    if (!record || record->kind != &kind) return std::nullopt;
    Loaded out{*record, {}, {}, {}, {}};
    read_names(of, transaction, call.actor(), *record, out.names);
    if (purpose == For::form) {
      for (auto const& field : kind.fields)
        if (field.type == records::FieldType::record || field.type == records::FieldType::account)
          out.choices[field.name] = of.options(transaction, call.actor(), field);
      return out;
    }
    Filter holds;
    holds.inside = record->id;
    out.inside = of.list(transaction, holds, most_inside, 0).records;
    for (auto const& each : out.inside) read_names(of, transaction, call.actor(), each, out.names);
    out.past = of.history(transaction, record->id);
    return out;
  }));
  if (!loaded) return no_such(kind);
  return *std::move(loaded);
}

void add_pages(pages::Site& site, Register const& of) {
  for (auto const& kind : of.kinds()) {
    site.get(kind.address, [&of, &kind](pages::PageCall& call) { return list_page(call, of, kind); });
    add_downloads(site, of, kind);
    add_form_pages(site, of, kind);
    site.get(kind.address + "/{" + kind.key() + "}",
             [&of, &kind](pages::PageCall& call) { return record_page(call, of, kind); });
  }
}

}  // namespace gt::registers

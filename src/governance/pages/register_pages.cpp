#include <algorithm>

#include <fmt/format.h>

#include "governance/decisions/pages/chain_parts.h"
#include "governance/pages/board_parts.h"
#include "governance/pages/register_load.h"
#include "governance/pages/register_page_list.h"
#include "governance/pages/register_table.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "notices/notices.h"

namespace gt::governance {

using namespace html;
using records::capital;

namespace {

constexpr int records_a_page = 100;

std::string upper(std::string text) {
  for (auto& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
  return text;
}

EntryFilter filter_of(pages::PageCall const& call, records::Kind const& kind) {
  auto const query = call.query();
  auto const value = [&](char const* name) { return std::string(query.value(name)); };
  EntryFilter filter{.kind = kind.word, .words = value("words")};
  if (kind.field("body") != nullptr) filter.body = value("body");
  if (kind.field("subject") != nullptr) filter.subject = value("subject");
  if (kind.field("theme") != nullptr) filter.theme = value("theme");
  if (!states_of(kind).empty()) filter.state = value("state");
  return filter;
}

struct Listed {
  std::vector<Entry> entries;
  std::int64_t shown = 0, total = 0;
  NamesById names;
  Choices choices;
};

bool is_for_all(EntryFilter const& filter) {
  return filter.words.empty() && filter.body.empty() && filter.subject.empty() && filter.theme.empty() &&
         filter.state.empty();
}

enum class For { list, download };

Result<Listed> read_list(pages::PageCall const& call, records::Kind const& kind, For purpose, std::int64_t limit,
                         std::int64_t offset) {
  return call.read("board.view", [&](db::Transaction& transaction) {
    auto const seen = record_sight(call, transaction);
    auto const filter = filter_of(call, kind);
    Listed out;
    out.entries = list_entries(transaction, filter, seen, limit, offset);
    out.total = count_entries(transaction, {.kind = kind.word}, seen);
    out.shown = is_for_all(filter) ? out.total : count_entries(transaction, filter, seen);
    Names names{transaction, seen, evidence::sight_of(call.actor())};
    if (purpose == For::list) {
      read_shown(names, out.entries);
    } else {
      if (kind.field("meeting") != nullptr) names.read_meetings();
      for (auto const& each : out.entries) names.read(each);
    }
    out.names = names.all();
    Entry none;
    none.kind = &kind;
    if (purpose == For::list)
      out.choices = read_choices(transaction, none, seen, evidence::Sight::open_only, {"body", "subject", "theme"});
    return out;
  });
}

Filter filter_bar_of(pages::PageCall const& call, records::Kind const& kind, Listed const& listed) {
  Filter out;
  out.path = kind.address;
  out.query = call.query();
  out.fields.push_back({"words", "Words", {}});
  for (auto const* name : {"body", "subject", "theme"})
    if (auto const* field = kind.field(name)) {
      auto options = listed.choices.at(name);
      options.front() = {"", "All", {}};
      out.fields.push_back({name, field->label, std::move(options)});
    }
  if (auto const states = states_of(kind); !states.empty()) {
    FilterField field{"state", "State", {{"", "All", {}}}};
    for (auto const& each : states) field.options.push_back({each, capital(each), {}});
    out.fields.push_back(std::move(field));
  }
  out.shown = listed.shown;
  out.total = listed.total;
  out.noun = kind.word;
  out.plural_noun = kind.plural;
  return out;
}

Result<pages::Answer> list_page(pages::PageCall& call, records::Kind const& kind) {
  auto const number = call.page_number();
  auto const listed = TRY(read_list(call, kind, For::list, records_a_page, std::int64_t{number - 1} * records_a_page));
  Page page = register_frame(kind, capital(kind.plural));
  page.breadcrumbs.clear();
  Head top{.title = capital(kind.plural), .caption = kind.summary};
  bool const may_add = kind.inside.empty() && call.may(kind.permission);
  if (may_add && listed.total > 0) top.actions.push_back({words(add_words(kind)), Href{kind.address + "/new"}});
  if (kind.word == "body") top.actions.push_back({words("If Ofsted rang today"), "/ofsted-today"});
  if (listed.total > 0)
    for (auto const* ending : {"csv", "xlsx", "ods"})
      top.actions.push_back({words(fmt::format("Download ({})", upper(ending))),
                             call.query().without("page").at(fmt::format("{}.{}", kind.address, ending))});
  page.body << boards_navigation(kind.address) << head(top);
  if (listed.total == 0) {
    Empty empty{capital(fmt::format("No {} yet", kind.plural)), words(kind.empty_words), {}};
    if (may_add) empty.steps = {link_button(add_words(kind), Href{kind.address + "/new"})};
    page.body << empty_state(empty);
    return pages::page(std::move(page));
  }
  page.body << filter_bar(filter_bar_of(call, kind, listed));
  if (listed.entries.empty())
    page.body << paragraph(words("Nothing matches. Take off a filter above to see more."));
  else
    page.body << entries_table(listed.entries, kind, listed.names, call.environment().clock.today());
  page.body << pagination({.path = kind.address,
                           .query = call.query(),
                           .page = number,
                           .pages = static_cast<int>((listed.shown + records_a_page - 1) / records_a_page)});
  return pages::page(std::move(page));
}

Result<pages::Answer> download(pages::PageCall& call, records::Kind const& kind, std::string_view ending) {
  auto const listed = TRY(read_list(call, kind, For::download, 100'000, 0));
  auto const today = call.environment().clock.today();
  auto const table = register_sheet(listed.entries, kind, listed.names, call.session().council, today);
  return register_download(table, kind, ending);
}

Html facts_part(LoadedRecord const& loaded) {
  std::vector<SummaryRow> rows;
  for (auto const& field : loaded.entry.kind->fields) {
    if (loaded.entry.text(field.name).empty() || field.name == "private") continue;
    rows.push_back(
        {field.label,
         records::value_of(loaded.entry.fields, field,
                           [&](records::Field const&, std::string const& id) { return named(loaded.names, id); }),
         {}});
  }
  return rows.empty() ? Html{} : summary_list(rows);
}

Html inside_part(pages::PageCall const& call, LoadedRecord const& loaded) {
  Html out;
  for (auto const& kind : board_kinds()) {
    if (std::find(kind.inside.begin(), kind.inside.end(), loaded.entry.kind->word) == kind.inside.end()) continue;
    std::vector<Entry> rows;
    std::copy_if(loaded.inside.begin(), loaded.inside.end(), std::back_inserter(rows),
                 [&](Entry const& each) { return each.kind == &kind; });
    out << heading(words(capital(kind.plural)))
        << (rows.empty() ? paragraph(words(kind.empty_words))
                         : entries_table(rows, kind, loaded.names, call.environment().clock.today()));
    if (!loaded.entry.is_ended && may_change(call, loaded.entry))
      out << paragraph(
          link(words(add_words(kind)), Query{}.with("inside", loaded.entry.id.text()).at(kind.address + "/new")));
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

Result<pages::Answer> entry_page(pages::PageCall& call, records::Kind const& kind) {
  auto const loaded = TRY(load_record(call, kind, LoadFor::page));
  auto const& entry = loaded.entry;
  if (kind.word == "body" && !entry.is_ended) return body_page(call, entry);
  if (kind.word == "subject" && !entry.is_ended) return subject_page(call, entry);
  Page page = register_frame(kind, entry.title);
  if (entry.parent)
    if (auto const parent = loaded.names.find(*entry.parent); parent != loaded.names.end())
      page.breadcrumbs.push_back({words(parent->second.title), parent->second.address});
  Head top{.title = entry.title, .caption = fmt::format("{} {}", capital(kind.word), entry.number)};
  if (!entry.is_ended && may_change(call, entry)) {
    top.actions.push_back({words("Change"), Href{entry.address() + "/edit"}});
    top.actions.push_back({words("Take out"), Href{entry.address() + "/end"}});
  }
  top.beside_title = state_tag(entry, call.environment().clock.today());
  page.body << head(top);
  if (entry.is_private) page.body << paragraph(private_tag(entry.text("exempt_paragraph")));
  if (entry.is_ended) page.body << inset(words("This was taken out. Its history stays."));
  page.body << standing_part(call, entry) << facts_part(loaded);
  if (!entry.is_ended) page.body << steps_part(call, entry);
  if (kind.word == "recommendation") page.body << recommendation_chain(loaded.decisions, loaded.names);
  page.body << inside_part(call, loaded) << history_part(loaded.past);
  return pages::page(std::move(page));
}

}  // namespace

bool may_change(pages::PageCall const& call, Entry const& entry) {
  return operations::may_on_body(call.actor(), entry.kind->permission, entry.body.value_or(""));
}

void add_register_pages(pages::Site& site) {
  for (auto const& kind : board_kinds()) {
    auto const with = [&kind](auto page) { return [page, &kind](pages::PageCall& call) { return page(call, kind); }; };
    site.get(kind.address, with(&list_page));
    for (auto const* ending : {"csv", "xlsx", "ods"})
      site.get(kind.address + "." + ending,
               [&kind, ending](pages::PageCall& call) { return download(call, kind, ending); });
    site.get(kind.address + "/{" + kind.key() + "}", with(&entry_page));
  }
  add_register_form_pages(site);
}

}  // namespace gt::governance

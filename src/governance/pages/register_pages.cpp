#include <algorithm>

#include <fmt/format.h>

#include "governance/pages/board_parts.h"
#include "governance/pages/register_page_list.h"
#include "governance/pages/register_table.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "notices/notices.h"
#include "platform/pages/conflict.h"

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

tl::unexpected<Error> no_such(records::Kind const& kind) {
  return refuse(ErrorKind::not_found,
                fmt::format("There is no such {} here, or it is private. Look in its register.", kind.word));
}

Sight sight(pages::PageCall const& call, db::Transaction& transaction) {
  return sight_of(transaction, call.actor(), call.environment().clock.today());
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

Result<Listed> read_list(pages::PageCall const& call, records::Kind const& kind, std::int64_t limit,
                         std::int64_t offset) {
  return call.read("board.view", [&](db::Transaction& transaction) {
    auto const seen = sight(call, transaction);
    auto const filter = filter_of(call, kind);
    Listed out;
    out.entries = list_entries(transaction, filter, seen, limit, offset);
    out.shown = count_entries(transaction, filter, seen);
    out.total = count_entries(transaction, {.kind = kind.word}, seen);
    Names names{transaction, seen, evidence::sight_of(call.actor())};
    for (auto const& each : out.entries) names.read(each);
    out.names = names.all();
    Entry none;
    none.kind = &kind;
    for (auto const* field : {"body", "subject", "theme"})
      if (kind.field(field) != nullptr) {
        out.choices = read_choices(transaction, none, seen, evidence::Sight::open_only);
        break;
      }
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

Page frame(records::Kind const& kind, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = boards_section;
  page.breadcrumbs = {boards_link()};
  if (kind.inside.empty() && kind.word != "body")
    page.breadcrumbs.push_back({words(capital(kind.plural)), kind.address});
  return page;
}

Result<pages::Answer> list_page(pages::PageCall& call, records::Kind const& kind) {
  auto const number = call.page_number();
  auto const listed = TRY(read_list(call, kind, records_a_page, std::int64_t{number - 1} * records_a_page));
  Page page = frame(kind, capital(kind.plural));
  page.breadcrumbs.clear();
  Head top{.title = capital(kind.plural), .caption = kind.summary};
  bool const may_add = kind.inside.empty() && call.may(kind.permission);
  if (may_add && listed.total > 0) top.actions.push_back({words("Add: " + kind.word), Href{kind.address + "/new"}});
  if (kind.word == "body") top.actions.push_back({words("If Ofsted rang today"), "/ofsted-today"});
  if (listed.total > 0)
    for (auto const* ending : {"csv", "xlsx", "ods"})
      top.actions.push_back({words(fmt::format("Download ({})", upper(ending))),
                             call.query().without("page").at(fmt::format("{}.{}", kind.address, ending))});
  page.body << boards_navigation(kind.address) << head(top);
  if (listed.total == 0) {
    Empty empty{capital(fmt::format("No {} yet", kind.plural)), words(kind.empty_words), {}};
    if (may_add) empty.steps = {link_button("Add: " + kind.word, Href{kind.address + "/new"})};
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
  auto const listed = TRY(read_list(call, kind, 100'000, 0));
  auto const today = call.environment().clock.today();
  auto const table = register_sheet(listed.entries, kind, listed.names, call.session().council, today);
  return register_download(table, kind, ending);
}

struct Loaded {
  Entry entry;
  NamesById names;
  std::vector<Entry> inside;
  std::vector<PastState> past;
  Choices choices;
};

enum class For { page, form };

Result<Loaded> load(pages::PageCall const& call, records::Kind const& kind, For purpose) {
  auto const id = TRY(call.id<EntryId>(kind.key()));
  auto loaded = TRY(call.read("board.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto const seen = sight(call, transaction);
    auto const evidence_sight = evidence::sight_of(call.actor());
    auto entry = find_entry(transaction, id.text(), seen);
    if (!entry || entry->kind != &kind) return std::nullopt;
    Loaded out{*entry, {}, {}, {}, {}};
    Names names{transaction, seen, evidence_sight};
    names.read(*entry);
    if (purpose == For::form) {
      out.choices = read_choices(transaction, *entry, seen, evidence_sight);
    } else {
      out.inside = list_entries(transaction, {.parent = id.text()}, seen);
      for (auto const& each : out.inside) names.read(each);
      out.past = history_of(transaction, id.text(), seen);
    }
    out.names = names.all();
    return out;
  }));
  if (!loaded) return no_such(kind);
  return *std::move(loaded);
}

Html facts_part(Loaded const& loaded) {
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

Html inside_part(pages::PageCall const& call, Loaded const& loaded) {
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
          link(words("Add: " + kind.word), Query{}.with("inside", loaded.entry.id.text()).at(kind.address + "/new")));
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
  auto const loaded = TRY(load(call, kind, For::page));
  auto const& entry = loaded.entry;
  if (kind.word == "body" && !entry.is_ended) return body_page(call, entry);
  if (kind.word == "subject" && !entry.is_ended) return subject_page(call, entry);
  Page page = frame(kind, entry.title);
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
  page.body << inside_part(call, loaded) << history_part(loaded.past);
  return pages::page(std::move(page));
}

struct FormText {
  std::string title, action, button;
  Href back;
};

Page entry_form(pages::PageCall const& call, Entry const& entry, Choices const& choices, FormText const& text,
                std::string const& inside, FormState state) {
  Page page = frame(*entry.kind, text.title);
  page.body << head({.title = text.title, .caption = entry.title});
  Html fields = textarea({.name = "title", .label = entry.kind->title_label, .value = entry.title, .rows = 2}, state);
  auto const options = [&](records::Field const& field) { return choices.at(field.name); };
  for (auto const& field : entry.kind->fields)
    if (!field.is_set_apart) fields << records::field_input(entry.fields, field, options, state);
  if (!entry.kind->inside.empty()) fields << hidden("inside", inside);
  if (entry.number > 0) fields << text_input({.name = "why", .label = "Why it changes (optional)"}, state);
  fields << button_group({button({.label = text.button}), link(words("Cancel"), text.back)});
  auto const version = entry.number > 0 ? std::optional(pages::version_to_send(state, entry.version)) : std::nullopt;
  page.body << form({.action = text.action, .csrf_token = call.csrf_token(), .body = fields, .lock_version = version});
  page.form = std::move(state);
  return page;
}

// What a link to the form gives: the body, meeting or item that it was clicked on.
Entry begun(pages::PageCall const& call, records::Kind const& kind, std::string const& inside) {
  Entry entry;
  entry.kind = &kind;
  for (auto const& field : kind.fields)
    if (auto const given = call.request().query(field.name); given && !field.is_set_apart)
      entry.fields[field.name] = *given;
  if (!inside.empty()) entry.parent = inside;
  return entry;
}

Result<Choices> choices_for(pages::PageCall const& call, Entry const& entry) {
  return call.read("board.view", [&](db::Transaction& transaction) {
    return read_choices(transaction, entry, sight(call, transaction), evidence::sight_of(call.actor()));
  });
}

FormText add_text(records::Kind const& kind, std::string const& back) {
  return {"Add: " + kind.word, kind.address + "/new", "Add", back.empty() ? Href{kind.address} : Href{back}};
}

Result<pages::Answer> new_entry_page(pages::PageCall& call, records::Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const inside = call.request().query("inside").value_or("");
  auto const entry = begun(call, kind, inside);
  auto const choices = TRY(choices_for(call, entry));
  return pages::page(entry_form(call, entry, choices, add_text(kind, ""), inside, {}));
}

Result<pages::Answer> add_entry(pages::PageCall& call, records::Kind const& kind) {
  auto const input = call.input(records::input_names(kind));
  auto result = call.perform(kind.command() + " add", input);
  if (result) return pages::see_other(kind.address + "/" + (*result)["id"].get<std::string>(), "It was added.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  Entry entry;
  entry.kind = &kind;
  for (auto const& field : kind.fields)
    if (auto const typed = call.request().form(field.name)) entry.fields[field.name] = *typed;
  auto const choices = TRY(choices_for(call, entry));
  return pages::page(entry_form(call, entry, choices, add_text(kind, ""), call.request().form("inside").value_or(""),
                                call.refused(error)),
                     422);
}

FormText change_text(Entry const& entry) {
  return {"Change: " + entry.kind->word, entry.address() + "/edit", "Save", entry.address()};
}

Result<pages::Answer> edit_entry_page(pages::PageCall& call, records::Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const loaded = TRY(load(call, kind, For::form));
  return pages::page(
      entry_form(call, loaded.entry, loaded.choices, change_text(loaded.entry), loaded.entry.parent.value_or(""), {}));
}

Result<pages::Answer> change_entry(pages::PageCall& call, records::Kind const& kind) {
  auto const loaded = TRY(load(call, kind, For::form));
  auto const& entry = loaded.entry;
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(entry.address(), "Their version was kept.");
  if (choice == "edit")
    return pages::page(entry_form(call, entry, loaded.choices, change_text(entry), entry.parent.value_or(""), {}));
  auto names = records::input_names(kind);
  names.push_back("why");
  auto input = call.input(names);
  input[kind.key()] = entry.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform(kind.command() + " change", input);
  if (result) return pages::see_other(entry.address(), "It was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict) {
    std::vector<pages::Conflicting> fields{{kind.title_label, "title", entry.title}};
    for (auto const& field : kind.fields)
      if (!field.is_set_apart) fields.push_back({field.label, field.name, records::printed(entry.fields, field)});
    if (entry.parent) fields.push_back({"Stands in", "inside", *entry.parent});
    return pages::conflict_answer(call, "This " + kind.word, boards_section, entry.version,
                                  Href{entry.address() + "/edit"}, fields);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(
      entry_form(call, entry, loaded.choices, change_text(entry), entry.parent.value_or(""), call.refused(error)), 422);
}

Result<pages::Answer> end_entry_page(pages::PageCall& call, records::Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const loaded = TRY(load(call, kind, For::form));
  auto const at = loaded.entry.address();
  Page page = frame(kind, fmt::format("Take this {} out?", kind.word));
  Html fields = text_input({.name = "why", .label = "Why it is taken out"});
  fields << button_group(
      {button({.label = "Take it out", .kind = ButtonKind::warning}), link(words("Keep it"), Href{at})});
  page.body << head({.title = page.title, .caption = loaded.entry.title})
            << paragraph(
                   words("It no longer shows in its register. Its number is not used again, and its history stays."))
            << form({.action = Href{at + "/end"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = loaded.entry.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_entry_now(pages::PageCall& call, records::Kind const& kind) {
  auto const loaded = TRY(load(call, kind, For::form));
  auto const why = call.request().form("why").value_or("");
  nlohmann::json const input{
      {kind.key(), loaded.entry.id.text()}, {"version", pages::sent_version(call)}, {"why", why}};
  TRY(call.perform(kind.command() + " end", input));
  std::string back = kind.address;
  if (loaded.entry.parent)
    if (auto const parent = loaded.names.find(*loaded.entry.parent); parent != loaded.names.end())
      back = parent->second.address;
  return pages::see_other(back, "It was taken out.");
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
    site.get(kind.address + "/new", with(&new_entry_page));
    site.post(kind.address + "/new", with(&add_entry));
    auto const at = kind.address + "/{" + kind.key() + "}";
    site.get(at, with(&entry_page));
    site.get(at + "/edit", with(&edit_entry_page));
    site.post(at + "/edit", with(&change_entry));
    site.get(at + "/end", with(&end_entry_page));
    site.post(at + "/end", with(&end_entry_now));
  }
}

}  // namespace gt::governance

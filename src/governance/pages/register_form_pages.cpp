#include <fmt/format.h>

#include "governance/pages/board_parts.h"
#include "governance/pages/register_load.h"
#include "governance/pages/register_page_list.h"
#include "governance/registers/entry_store.h"
#include "platform/pages/conflict.h"

// Adding, changing and taking out a record of any register.
namespace gt::governance {

using namespace html;

namespace {

struct FormText {
  std::string title, action, button;
  Href back;
};

Page entry_form(pages::PageCall const& call, Entry const& entry, Choices const& choices, FormText const& text,
                std::string const& inside, FormState state) {
  Page page = register_frame(*entry.kind, text.title);
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
    return read_choices(transaction, entry, record_sight(call, transaction), evidence::sight_of(call.actor()));
  });
}

FormText add_text(records::Kind const& kind, std::string const& back) {
  return {add_words(kind), kind.address + "/new", "Add", back.empty() ? Href{kind.address} : Href{back}};
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
  return {fmt::format("Change this {}", entry.kind->word), entry.address() + "/edit", "Save", entry.address()};
}

Result<pages::Answer> edit_entry_page(pages::PageCall& call, records::Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const loaded = TRY(load_record(call, kind, LoadFor::form));
  return pages::page(
      entry_form(call, loaded.entry, loaded.choices, change_text(loaded.entry), loaded.entry.parent.value_or(""), {}));
}

Result<pages::Answer> change_entry(pages::PageCall& call, records::Kind const& kind) {
  auto const loaded = TRY(load_record(call, kind, LoadFor::form));
  auto const& entry = loaded.entry;
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(entry.address(), "Their version was kept.");
  if (choice == "edit")
    return pages::page(entry_form(call, entry, loaded.choices, change_text(entry), entry.parent.value_or(""),
                                  pages::both_texts(call)));
  auto names = records::input_names(kind);
  names.push_back("why");
  auto input = call.input(names);
  input[kind.key()] = entry.id.text();
  input["version"] = pages::sent_version(call);
  auto result = call.perform(kind.command() + " change", input);
  if (result) return pages::see_other(entry.address(), "It was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict) {
    auto const options = [&](records::Field const& field) {
      auto const found = loaded.choices.find(field.name);
      return found == loaded.choices.end() ? std::vector<Option>{} : found->second;
    };
    std::vector<pages::Conflicting> fields{{kind.title_label, "title", entry.title}};
    for (auto const& field : kind.fields)
      if (!field.is_set_apart)
        fields.push_back(
            {field.label, field.name, records::printed(entry.fields, field), records::named_values(field, options)});
    if (entry.parent) fields.push_back({"Stands in", "inside", *entry.parent});
    return pages::conflict_answer(
        call, {"This " + kind.word, entry.id.text(), boards_section, entry.version, Href{entry.address() + "/edit"}},
        fields);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(
      entry_form(call, entry, loaded.choices, change_text(entry), entry.parent.value_or(""), call.refused(error)), 422);
}

Result<pages::Answer> end_entry_page(pages::PageCall& call, records::Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const loaded = TRY(load_record(call, kind, LoadFor::form));
  auto const at = loaded.entry.address();
  Page page = register_frame(kind, fmt::format("Take this {} out?", kind.word));
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
  auto const loaded = TRY(load_record(call, kind, LoadFor::form));
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

void add_register_form_pages(pages::Site& site) {
  for (auto const& kind : board_kinds()) {
    auto const with = [&kind](auto page) { return [page, &kind](pages::PageCall& call) { return page(call, kind); }; };
    site.get(kind.address + "/new", with(&new_entry_page));
    site.post(kind.address + "/new", with(&add_entry));
    auto const at = kind.address + "/{" + kind.key() + "}";
    site.get(at + "/edit", with(&edit_entry_page));
    site.post(at + "/edit", with(&change_entry));
    site.get(at + "/end", with(&end_entry_page));
    site.post(at + "/end", with(&end_entry_now));
  }
}

}  // namespace gt::governance

#include <fmt/format.h>

#include "platform/pages/conflict.h"
#include "platform/records/form.h"
#include "platform/registers/register_pages.h"

namespace gt::registers {

using namespace html;

namespace {

using Choices = std::map<std::string, std::vector<Option>>;

struct FormText {
  std::string title, action, button;
  Href back;
};

Page record_form(pages::PageCall const& call, Register const& of, Record const& record, Choices const& choices,
                 FormText const& text, std::string const& inside, FormState state) {
  Page page = frame(of, *record.kind, text.title);
  page.body << head({.title = text.title, .caption = record.title});
  Html fields = text_input({.name = "title", .label = record.kind->title_label, .value = record.title}, state);
  auto const options = [&](records::Field const& field) { return choices.at(field.name); };
  for (auto const& field : record.kind->fields)
    if (!field.is_set_apart) fields << records::field_input(record.fields, field, options, state);
  if (!record.kind->inside.empty()) fields << hidden("inside", inside);
  if (record.number > 0) fields << text_input({.name = "why", .label = "Why it changes (optional)"}, state);
  fields << button_group({button({.label = text.button}), link(words("Cancel"), text.back)});
  auto const version = record.number > 0 ? std::optional(pages::version_to_send(state, record.version)) : std::nullopt;
  page.body << form({.action = text.action, .csrf_token = call.csrf_token(), .body = fields, .lock_version = version});
  page.form = std::move(state);
  return page;
}

Result<Choices> choices_for(pages::PageCall const& call, Register const& of, Kind const& kind) {
  return call.read(of.view_permission(), [&](db::Transaction& transaction) {
    Choices out;
    for (auto const& field : kind.fields)
      if (field.type == records::FieldType::record || field.type == records::FieldType::account)
        out[field.name] = of.options(transaction, call.actor(), field);
    return out;
  });
}

// Back to what it stands in, or to the list.
Result<FormText> add_text(pages::PageCall const& call, Register const& of, Kind const& kind,
                          std::string const& inside) {
  std::string back = kind.address;
  if (!inside.empty()) {
    auto const parent = TRY(
        call.read(of.view_permission(), [&](db::Transaction& transaction) { return of.find(transaction, inside); }));
    if (parent) back = parent->address();
  }
  return FormText{add_words(kind), kind.address + "/new", "Add", back};
}

Result<pages::Answer> new_page(pages::PageCall& call, Register const& of, Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const inside = call.request().query("inside").value_or("");
  Record record;
  record.kind = &kind;
  for (auto const& field : kind.fields)
    if (auto const given = call.request().query(field.name); given && !field.is_set_apart)
      record.fields[field.name] = *given;
  auto const choices = TRY(choices_for(call, of, kind));
  auto const text = TRY(add_text(call, of, kind, inside));
  return pages::page(record_form(call, of, record, choices, text, inside, {}));
}

Result<pages::Answer> add_record(pages::PageCall& call, Register const& of, Kind const& kind) {
  auto result = call.perform(kind.command() + " add", call.input(records::input_names(kind)));
  if (result) return pages::see_other(kind.address + "/" + (*result)["id"].get<std::string>(), "It was added.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  Record record;
  record.kind = &kind;
  auto const inside = call.request().form("inside").value_or("");
  auto const choices = TRY(choices_for(call, of, kind));
  auto const text = TRY(add_text(call, of, kind, inside));
  return pages::page(record_form(call, of, record, choices, text, inside, call.refused(error)), 422);
}

FormText change_text(Record const& record) {
  return {"Change this " + record.kind->word, record.address() + "/edit", "Save", record.address()};
}

Result<pages::Answer> edit_page(pages::PageCall& call, Register const& of, Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const loaded = TRY(load(call, of, kind, For::form));
  auto const& record = loaded.record;
  return pages::page(
      record_form(call, of, record, loaded.choices, change_text(record), record.parent.value_or(""), {}));
}

// A reference as the person sees it: its name, not its id.
std::string shown(Loaded const& loaded, records::Field const& field) {
  auto const text = records::printed(loaded.record.fields, field);
  auto const found = loaded.names.find(text);
  return found == loaded.names.end() ? text : found->second.title;
}

Result<pages::Answer> change_record(pages::PageCall& call, Register const& of, Kind const& kind) {
  auto const loaded = TRY(load(call, of, kind, For::form));
  auto const& record = loaded.record;
  auto const form_again = [&](FormState state) {
    return record_form(call, of, record, loaded.choices, change_text(record), record.parent.value_or(""),
                       std::move(state));
  };
  auto const choice = pages::conflict_choice(call);
  if (choice == "theirs") return pages::see_other(record.address(), "Their version was kept.");
  if (choice == "edit") return pages::page(form_again(pages::both_texts(call)));
  auto names = records::input_names(kind);
  names.push_back("why");
  auto input = call.input(names);
  input[kind.key()] = record.id;
  input["version"] = pages::sent_version(call);
  auto result = call.perform(kind.command() + " change", input);
  if (result) return pages::see_other(record.address(), "It was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict && std::to_string(record.version) != pages::sent_version(call)) {
    auto const options = [&](records::Field const& field) { return loaded.choices.at(field.name); };
    std::vector<pages::Conflicting> fields{{kind.title_label, "title", record.title}};
    for (auto const& field : kind.fields)
      if (!field.is_set_apart)
        fields.push_back({field.label, field.name, shown(loaded, field), records::named_values(field, options)});
    if (record.parent) fields.push_back({"Stands in", "inside", *record.parent});
    return pages::conflict_answer(
        call, {"This " + kind.word, record.id, of.section(), record.version, Href{record.address() + "/edit"}}, fields);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(form_again(call.refused(error)), 422);
}

Result<pages::Answer> end_page(pages::PageCall& call, Register const& of, Kind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto const loaded = TRY(load(call, of, kind, For::form));
  auto const at = loaded.record.address();
  Page page = frame(of, kind, fmt::format("Take this {} out?", kind.word));
  Html fields = text_input({.name = "why", .label = "Why it is taken out"});
  fields << button_group(
      {button({.label = "Take it out", .kind = ButtonKind::warning}), link(words("Keep it"), Href{at})});
  page.body << head({.title = page.title, .caption = loaded.record.title})
            << paragraph(words("It no longer shows in its list. Its number is not used again, and its history stays."))
            << form({.action = Href{at + "/end"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = loaded.record.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_record(pages::PageCall& call, Register const& of, Kind const& kind) {
  auto const loaded = TRY(load(call, of, kind, For::form));
  nlohmann::json const input{{kind.key(), loaded.record.id},
                             {"version", pages::sent_version(call)},
                             {"why", call.request().form("why").value_or("")}};
  TRY(call.perform(kind.command() + " end", input));
  std::string back = kind.address;
  if (loaded.record.parent)
    if (auto const parent = loaded.names.find(*loaded.record.parent); parent != loaded.names.end())
      back = parent->second.address;
  return pages::see_other(back, "It was taken out.");
}

}  // namespace

void add_form_pages(pages::Site& site, Register const& of, Kind const& kind) {
  auto const with = [&](auto page) {
    return [page, &of, &kind](pages::PageCall& call) { return page(call, of, kind); };
  };
  site.get(kind.address + "/new", with(&new_page));
  site.post(kind.address + "/new", with(&add_record));
  auto const at = kind.address + "/{" + kind.key() + "}";
  site.get(at + "/edit", with(&edit_page));
  site.post(at + "/edit", with(&change_record));
  site.get(at + "/end", with(&end_page));
  site.post(at + "/end", with(&end_record));
}

}  // namespace gt::registers

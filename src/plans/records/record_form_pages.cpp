#include <algorithm>

#include <fmt/format.h>

#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/records/record_load.h"
#include "plans/records/record_pages.h"
#include "platform/records/form.h"

// Adding, changing and taking out a record of the plan.
namespace gt::plans {

using namespace html;

namespace {

using records::capital;

struct FormText {
  std::string title, action, button;
  Href back;
};

Page record_form(pages::PageCall const& call, Record const& record, std::vector<Option> const& accounts,
                 FormText const& text, std::string const& inside, std::vector<Option> const& under, FormState state) {
  Page page;
  page.title = text.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(capital(record.kind->plural)), record.kind->address}};
  page.body << head({.title = page.title, .caption = record.title});
  Html fields = textarea({.name = "title", .label = record.kind->title_label, .value = record.title, .rows = 2}, state);
  for (auto const& field : record.kind->fields)
    fields << records::field_input(
        record.fields, field, [&](RecordField const&) { return accounts; }, state);
  if (!under.empty())
    fields << checkboxes(
        {.name = "under", .legend = "What it belongs to", .options = under, .values = {inside}, .small = true}, state);
  if (!record.kind->inside.empty()) fields << hidden("inside", inside);
  fields << button_group({button({.label = text.button}), link(words("Cancel"), text.back)});
  auto version = record.version > 0 ? std::optional(pages::version_to_send(state, record.version)) : std::nullopt;
  page.body << form({.action = text.action, .csrf_token = call.csrf_token(), .body = fields, .lock_version = version});
  page.form = std::move(state);
  return page;
}

Record blank(RecordKind const& kind) {
  return {RecordId::trusted(""), &kind, 0, "", std::nullopt, nlohmann::json::object(), false, 0};
}

struct Choices {
  std::vector<Option> accounts, under;
};

Result<Choices> choices(pages::PageCall const& call, RecordKind const& kind) {
  return call.read("plan.view", [&](db::Transaction& transaction) {
    Choices out{account_options(transaction), {}};
    if (kind.inside.empty()) out.under = under_options(transaction, kind);
    std::erase_if(out.under, [&](Option const& option) {
      return !may_on_thing(call, kind.permission, themes_reaching(transaction, option.value));
    });
    return out;
  });
}

Result<pages::Answer> new_record_page(pages::PageCall& call, RecordKind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto lists = TRY(choices(call, kind));
  auto inside = call.request().query("inside").value_or("");
  return pages::page(record_form(call, blank(kind), lists.accounts,
                                 {add_words(kind), kind.address + "/new", "Add", kind.address}, inside, lists.under,
                                 {}));
}

Result<pages::Answer> add_record(pages::PageCall& call, RecordKind const& kind) {
  auto names = records::input_names(kind);
  auto lists = TRY(choices(call, kind));
  if (kind.inside.empty() && !lists.under.empty()) names.push_back("under[]");
  auto result = call.perform(kind.command() + " add", call.input(names));
  if (result) return pages::see_other(kind.address + "/" + (*result)["id"].get<std::string>(), "It was added.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(
      record_form(call, blank(kind), lists.accounts, {add_words(kind), kind.address + "/new", "Add", kind.address},
                  call.request().form("inside").value_or(""), lists.under, call.refused(error)),
      422);
}

Result<pages::Answer> edit_record_page(pages::PageCall& call, RecordKind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto loaded = TRY(load_record(call, kind));
  auto at = address_of(loaded.record);
  return pages::page(record_form(call, loaded.record, loaded.accounts,
                                 {"Change this " + kind.word, at.text() + "/edit", "Save", at},
                                 loaded.record.parent.value_or(""), {}, {}));
}

Result<pages::Answer> change_record(pages::PageCall& call, RecordKind const& kind) {
  auto loaded = TRY(load_record(call, kind));
  auto const& record = loaded.record;
  auto at = address_of(record).text();
  FormText const text{"Change this " + kind.word, at + "/edit", "Save", at};
  auto choice = conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit")
    return pages::page(
        record_form(call, record, loaded.accounts, text, record.parent.value_or(""), {}, pages::both_texts(call)));
  auto input = call.input(records::input_names(kind));
  input[kind.key()] = record.id.text();
  input["version"] = sent_version(call);
  auto result = call.perform(kind.command() + " change", input);
  if (result) return pages::see_other(at, "It was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict) {
    std::vector<pages::Conflicting> fields{{kind.title_label, "title", record.title}};
    for (auto const& field : kind.fields)
      fields.push_back({field.label, field.name, records::printed(record.fields, field),
                        records::named_values(field, [&](RecordField const&) { return loaded.accounts; })});
    if (record.parent)
      fields.push_back({"Stands in",
                        "inside",
                        *record.parent,
                        {{*record.parent, loaded.parent ? loaded.parent->title : "What it stood in", {}}}});
    return pages::conflict_answer(call,
                                  {"This " + kind.word, record.id.text(), std::string(plan_section), record.version,
                                   Href{at + "/edit"}, Href{"/history/" + record.id.text()}},
                                  fields);
  }
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(
      record_form(call, record, loaded.accounts, text, record.parent.value_or(""), {}, call.refused(error)), 422);
}

Result<pages::Answer> end_record_page(pages::PageCall& call, RecordKind const& kind) {
  TRY(operations::check_read(call.actor(), kind.permission));
  auto loaded = TRY(load_record(call, kind));
  auto at = address_of(loaded.record);
  Page page;
  page.title = fmt::format("Take this {} out of the plan?", kind.word);
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(loaded.record.title), at}};
  Html fields = text_input({.name = "why", .label = "Why it is taken out"});
  fields << button_group({button({.label = "Take it out", .kind = ButtonKind::warning}), link(words("Keep it"), at)});
  page.body << head({.title = page.title, .caption = loaded.record.title})
            << paragraph(words("It no longer shows in the plan. Its number is not used again, its history stays, and "
                               "it can be restored from there."))
            << form({.action = Href{at.text() + "/end"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = loaded.record.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_record_now(pages::PageCall& call, RecordKind const& kind) {
  auto id = TRY(call.id<RecordId>(kind.key()));
  TRY(call.perform(
      kind.command() + " end",
      {{kind.key(), id.text()}, {"version", sent_version(call)}, {"why", call.request().form("why").value_or("")}}));
  return pages::see_other(kind.address, "It was taken out of the plan.");
}

}  // namespace

void add_record_form_pages(pages::Site& site) {
  for (auto const& kind : record_kinds()) {
    auto with = [&kind](auto page) { return [page, &kind](pages::PageCall& call) { return page(call, kind); }; };
    site.get(kind.address + "/new", with(&new_record_page));
    site.post(kind.address + "/new", with(&add_record));
    auto const at = kind.address + "/{" + kind.key() + "}";
    site.get(at + "/edit", with(&edit_record_page));
    site.post(at + "/edit", with(&change_record));
    site.get(at + "/end", with(&end_record_page));
    site.post(at + "/end", with(&end_record_now));
  }
}

}  // namespace gt::plans

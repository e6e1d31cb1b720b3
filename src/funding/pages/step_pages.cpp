#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "funding/records/money_register.h"
#include "funding/records/money_steps.h"
#include "platform/pages/conflict.h"
#include "platform/records/form.h"

namespace gt::funding {

using namespace html;

namespace {

Result<Record> record_of(pages::PageCall const& call, records::Kind const& kind) {
  auto const id = TRY(call.id<Id<struct MoneyTag>>(kind.key()));
  return TRY(call.read("money.view", [&](db::Transaction& transaction) {
    return registers::find_open(money_register(), transaction, kind, id.text());
  }));
}

Page step_form(pages::PageCall const& call, MoneyStep const& step, Record const& record, FormState state) {
  Page page;
  page.title = step.title;
  page.section = money_section;
  page.breadcrumbs = {money_link(), {words(record.title), record.address()}};
  Html fields;
  auto const options = [&](records::Field const& field) {
    auto const read = call.read("money.view", [&](db::Transaction& transaction) {
      return money_register().options(transaction, call.actor(), field);
    });
    return read ? *read : std::vector<Option>{};
  };
  nlohmann::json stored = nlohmann::json::object();
  if (step.kind == "approval") stored["approved_amount"] = record.text("amount");
  if (step.verb == "decide-exit" || step.verb == "hold")
    for (auto const& field : step.fields)
      if (record.fields.contains(field.name)) stored[field.name] = record.fields.at(field.name);
  for (auto const& field : step.fields) fields << records::field_input(stored, field, options, state);
  fields << button_group({button({.label = step.button}), link(words("Cancel"), Href{record.address()})});
  page.body << head({.title = step.title, .caption = record.title}) << paragraph(words(step.lead))
            << form({.action = Href{fmt::format("{}/{}", record.address(), step.verb)},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, record.version)});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> show_step(pages::PageCall& call, MoneyStep const& step) {
  TRY(operations::check_read(call.actor(), step.permission));
  auto const record = TRY(record_of(call, money_kind(step.kind)));
  if (!step.is_open(record)) return pages::see_other(record.address(), "That was decided already.");
  return pages::page(step_form(call, step, record, {}));
}

Result<pages::Answer> take_step(pages::PageCall& call, MoneyStep const& step) {
  auto const& kind = money_kind(step.kind);
  auto const record = TRY(record_of(call, kind));
  std::vector<std::string_view> names;
  for (auto const& field : step.fields) names.push_back(field.name);
  auto input = call.input(names);
  input[kind.key()] = record.id;
  input["version"] = pages::sent_version(call);
  auto const result = call.perform(fmt::format("{} {}", kind.command(), step.verb), input);
  if (result) return pages::see_other(record.address(), step.done);
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return pages::page(step_form(call, step, record, call.refused(error)), error.kind == ErrorKind::conflict ? 409 : 422);
}

}  // namespace

void add_money_step_pages(pages::Site& site) {
  for (auto const& step : money_steps()) {
    auto const& kind = money_kind(step.kind);
    auto const at = fmt::format("{}/{{{}}}/{}", kind.address, kind.key(), step.verb);
    site.get(at, [&step](pages::PageCall& call) { return show_step(call, step); });
    site.post(at, [&step](pages::PageCall& call) { return take_step(call, step); });
  }
}

}  // namespace gt::funding

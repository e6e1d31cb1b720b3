#include <fmt/format.h>

#include "funding/actuals/month_closing.h"
#include "funding/actuals/month_end.h"
#include "funding/pages/money_parts.h"

namespace gt::funding {

using namespace html;

namespace {

struct Read {
  MonthEnd end;
  std::vector<MonthClosing> closings;
};

Month asked_month(pages::PageCall const& call) {
  auto const typed = Month::from_typed(call.request().query("month").value_or(""));
  return typed ? *typed : Month::of(call.environment().clock.today()).plus(-1);
}

Href address_of(Month month) { return Query{}.with("month", month.text()).at("/resources/month-end"); }

Html closings_part(std::vector<MonthClosing> const& closings, Month month) {
  std::vector<Event> events;
  for (auto const& each : closings) {
    if (each.month != month) continue;
    auto said = fmt::format("{} {}", each.is_closed ? "Closed by" : "Opened again by", each.actor);
    if (!each.why.empty()) said += ": " + each.why;
    events.insert(events.begin(), {each.at.iso(), words(each.at.printed()), words(said)});
  }
  return events.empty() ? Html{} : details("When it was closed", timeline(events));
}

Html closing_form(pages::PageCall const& call, MonthEnd const& end, FormState const& state) {
  if (!call.may(end.is_closed ? "money.decide" : "money.edit")) return {};
  if (!end.is_closed && end.month.last_day() >= call.environment().clock.today()) return {};
  Html fields = hidden("month", end.month.text());
  fields << text_input({.name = "why", .label = end.is_closed ? "Why it is opened again" : "Note (optional)"}, state)
         << button({.label = fmt::format("{} {}", end.is_closed ? "Open again:" : "Close", end.month.printed()),
                    .kind = end.is_closed ? ButtonKind::secondary : ButtonKind::primary});
  return form({.action = end.is_closed ? "/resources/month-end/reopen" : "/resources/month-end/close",
               .csrf_token = call.csrf_token(),
               .body = fields});
}

Result<pages::Answer> month_end_answer(pages::PageCall const& call, Month month, FormState state, int status) {
  auto const today = call.environment().clock.today();
  auto const read = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    return Read{month_end(transaction, month, today), month_closings(transaction)};
  }));
  Page page;
  page.title = "Month end";
  page.section = money_section;
  page.body << money_navigation("/resources/month-end")
            << head({.title = fmt::format("Month end: {}", month.printed()),
                     .caption = read.end.is_closed ? "Closed: no file changes what was spent in it" : "Open",
                     .actions = {{words(month.plus(-1).printed()), address_of(month.plus(-1))},
                                 {words(month.plus(1).printed()), address_of(month.plus(1))}}})
            << lede(words(read.end.open() == 0
                              ? std::string("Everything is done.")
                              : fmt::format("{} of {} left.", read.end.open(),
                                            plural(static_cast<std::int64_t>(read.end.tasks.size()), "thing"))));
  Table tasks;
  tasks.caption = "What is to be done before the month is closed";
  tasks.columns = {{"What"}, {"Found"}, {"State"}};
  for (auto const& each : read.end.tasks)
    tasks.rows.push_back({{link(words(each.what), Href{each.address}), words(each.found),
                           tag(each.is_done ? "Done" : "To do", each.is_done ? TagKind::good : TagKind::warn)}});
  page.body << table(tasks) << closing_form(call, read.end, state) << closings_part(read.closings, month);
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> change_month(pages::PageCall const& call, char const* operation, char const* done) {
  auto const month = Month::from_typed(call.request().form("month").value_or(""));
  if (!month) return refuse(ErrorKind::invalid, month.error().message);
  auto const result = call.perform(operation, call.input({"month", "why"}));
  if (result) return pages::see_other(address_of(*month).text(), fmt::format("{} was {}.", month->printed(), done));
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return month_end_answer(call, *month, call.refused(error), error.kind == ErrorKind::conflict ? 409 : 422);
}

}  // namespace

void add_month_end_pages(pages::Site& site) {
  site.get("/resources/month-end",
           [](pages::PageCall& call) { return month_end_answer(call, asked_month(call), {}, 200); });
  site.post("/resources/month-end/close",
            [](pages::PageCall& call) { return change_month(call, "money-month close", "closed"); });
  site.post("/resources/month-end/reopen",
            [](pages::PageCall& call) { return change_month(call, "money-month reopen", "opened again"); });
}

}  // namespace gt::funding

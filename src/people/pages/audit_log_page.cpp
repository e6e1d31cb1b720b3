#include <fmt/format.h>

#include "people/pages/page_parts.h"
#include "people/people_views.h"
#include "platform/audit/audit.h"
#include "platform/core/text.h"

namespace gt::people {

using html::words;
using nlohmann::json;
using pages::Answer;
using pages::PageCall;

namespace {

constexpr std::int64_t entries_a_page = 50;

struct ReadFilter {
  audit::Filter filter;
  std::vector<std::string> faults;  ///< dates that could not be read, in words
};

std::optional<Date> read_day(html::Query const& query, std::string_view name, std::vector<std::string>& faults) {
  auto typed = trimmed(query.value(name));
  if (typed.empty()) return std::nullopt;
  auto day = Date::from_typed(typed);
  if (day) return *day;
  faults.push_back(fmt::format("“{}” is left out: {}", typed, day.error().message));
  return std::nullopt;
}

ReadFilter read_filter(html::Query const& query) {
  ReadFilter read;
  read.filter.from = read_day(query, "from", read.faults);
  read.filter.to = read_day(query, "to", read.faults);
  if (auto account = AccountId::from_text(query.value("account"))) read.filter.account = *account;
  if (auto operation = query.value("operation"); !operation.empty()) read.filter.operation = std::string(operation);
  read.filter.words = trimmed(query.value("q"));
  return read;
}

std::vector<html::FilterField> filter_fields(PageCall const& call, std::vector<Person> const& people) {
  html::FilterField who{"account", "Who", {{"", "Anyone", {}}}};
  for (auto const& person : people) who.options.push_back({person.account.id.text(), person.account.name, {}});
  html::FilterField what{"operation", "What", {{"", "Anything", {}}, {"sign in", "Sign in", {}}}};
  for (auto const& operation : call.environment().registry.all())
    if (operation.kind == operations::Kind::change) what.options.push_back({operation.name, operation.summary, {}});
  return {std::move(who), std::move(what), {"from", "From, like 1 November 2026"}, {"to", "To"}, {"q", "Words"}};
}

std::string value_words(json const& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return "none";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  return value.dump();
}

void each_line(json const& before, json const& after, std::vector<html::Html>& lines) {
  auto add = [&](std::string const& name, json const& old, json const& now) {
    if (old == now) return;
    html::Html line;
    line << name << ": ";
    if (old.is_null()) {
      line << value_words(now);
    } else {
      line << html::change(words(value_words(old)), words(value_words(now)));
    }
    lines.push_back(std::move(line));
  };
  if (after.is_object())
    for (auto const& [name, now] : after.items())
      add(name, before.is_object() && before.contains(name) ? before.at(name) : json(), now);
  if (before.is_object())
    for (auto const& [name, old] : before.items())
      if (!after.is_object() || !after.contains(name)) add(name, old, json());
}

html::Html changes_cell(audit::Entry const& entry) {
  html::Html out = words(entry.summary);
  if (!entry.changes.is_array() || entry.changes.empty()) return out;
  std::vector<html::Html> lines;
  for (auto const& change : entry.changes) {
    lines.push_back(words(value_words(change.value("kind", json(""))))
                    << ": " << words(value_words(change.value("title", json("")))));
    each_line(change.value("before", json()), change.value("after", json()), lines);
  }
  out << html::details("What changed", html::bullets(lines));
  return out;
}

html::Table entries_table(std::vector<audit::Entry> const& entries) {
  html::Table table{.caption = "Audit log", .columns = {{"When"}, {"Who"}, {"What"}, {"How"}}, .rows = {}};
  for (auto const& entry : entries)
    table.rows.push_back({{html::moment(entry.at), words(entry.actor), changes_cell(entry),
                           html::with_note(words(entry.channel), words(entry.request_id))}});
  return table;
}

struct Shown {
  audit::Listing listing;
  std::int64_t total = 0;
  std::vector<Person> people;
};

Result<Answer> show_log(PageCall& call) {
  auto query = call.query();
  auto read = read_filter(query);
  auto page_number = call.page_number();
  auto shown = TRY(call.read("audit.view", [&](db::Transaction& transaction) {
    return Shown{audit::list(transaction, read.filter, {(page_number - 1) * entries_a_page, entries_a_page}),
                 audit::list(transaction, {}, {0, 1}).total, people_here(transaction)};
  }));
  auto pages_in_all = static_cast<int>((shown.listing.total + entries_a_page - 1) / entries_a_page);
  html::Html main =
      html::head({.title = "Audit log",
                  .caption = call.session().council,
                  .actions = {{words("Download as CSV"), query.without("page").at("/audit-log/export")}}});
  main << people_navigation(call, "Audit log")
       << html::paragraph(words("Every change and every sign-in, newest first. Entries are only ever added."));
  for (auto const& fault : read.faults) main << html::warning_text(words(fault));
  main << html::filter_bar({.path = "/audit-log",
                            .query = query,
                            .fields = filter_fields(call, shown.people),
                            .shown = shown.listing.total,
                            .total = shown.total,
                            .noun = "entry",
                            .plural_noun = "entries"});
  main << (shown.listing.entries.empty()
               ? html::empty_state({"No entry matches", html::paragraph(words("Take a filter off, or go to page 1."))})
               : html::table(entries_table(shown.listing.entries)))
       << html::pagination({"/audit-log", query, page_number, pages_in_all});
  html::Page page;
  page.title = "Audit log";
  page.section = std::string(people_section);
  page.body = std::move(main);
  return pages::page(std::move(page));
}

Result<Answer> export_log(PageCall& call) {
  auto read = read_filter(call.query());
  auto csv = TRY(call.read("audit.view", [&](db::Transaction& transaction) {
    std::string text;
    audit::write_csv(transaction, read.filter, [&](std::string_view piece) { text += piece; });
    return text;
  }));
  auto name = "audit-log-" + call.environment().clock.today().iso() + ".csv";
  auto response = web::Response::bytes(std::move(csv), "text/csv; charset=utf-8").as_download(name);
  response.headers.set("Cache-Control", "no-store");
  return Answer{std::move(response)};
}

}  // namespace

void add_audit_log_pages(pages::Site& site) {
  site.get("/audit-log", show_log);
  site.get("/audit-log/export", export_log);
}

}  // namespace gt::people

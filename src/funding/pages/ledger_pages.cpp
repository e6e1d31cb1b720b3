#include <algorithm>

#include <fmt/format.h>

#include "funding/actuals/ledger_imports.h"
#include "funding/pages/money_parts.h"
#include "funding/records/money_register.h"
#include "platform/jobs/jobs.h"
#include "platform/pages/conflict.h"
#include "platform/records/form.h"

// A finance system's file: chosen, asked about, looked at, brought in.
namespace gt::funding {

using namespace html;
using nlohmann::json;

namespace {

constexpr std::size_t largest_ledger = std::size_t{33} << 20;
/// Longer files are brought in by a job: who pressed the button need not wait for the answer.
constexpr std::int64_t rows_at_once = 2000;

std::string import_address(std::string const& id) { return "/ledger-imports/" + id; }

Result<Record> ledger_of(pages::PageCall const& call, std::string const& id) {
  return TRY(call.read("money.edit", [&](db::Transaction& transaction) {
    return registers::find_open(money_register(), transaction, money_kind("ledger"), id);
  }));
}

Page ledger_frame(Record const& ledger, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = money_section;
  page.breadcrumbs = {money_link(), {words("Ledgers"), "/ledgers"}, {words(ledger.title), ledger.address()}};
  return page;
}

Page choose_file_page(pages::PageCall const& call, Record const& ledger, FormState state) {
  auto page = ledger_frame(ledger, "Bring a file in");
  page.body << head({.title = page.title, .caption = ledger.title})
            << paragraph(words("You see first what each line would have spent and what differs from before. Nothing "
                               "changes until you bring it in, and then all of the file is in, or nothing."));
  Html fields =
      file_upload({.name = "file",
                   .label = "File of the finance system",
                   .hint = words("XLSX, ODS or CSV, up to 32 MB: one row a posting, or the months across. Rows of "
                                 "totals are checked, and a blank code is the one above it."),
                   .accept = ".xlsx,.xlsm,.ods,.csv"},
                  state);
  fields << button_group({button({.label = "Read the file"}), link(words("Cancel"), Href{ledger.address()})});
  page.body << form(
      {.action = Href{ledger.address() + "/read"}, .csrf_token = call.csrf_token(), .body = fields, .multipart = true});
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> choose_file(pages::PageCall& call) {
  auto const id = TRY(call.id<Id<struct MoneyTag>>("ledger"));
  return pages::page(choose_file_page(call, TRY(ledger_of(call, id.text())), {}));
}

Result<pages::Answer> read_file(pages::PageCall& call) {
  auto const id = TRY(call.id<Id<struct MoneyTag>>("ledger"));
  json input{{"ledger", id.text()}};
  if (auto const* file = call.request().file("file"))
    input["file"] = operations::upload_value({file->file_name(), file->bytes()});
  auto const result = call.perform("ledger read", input);
  if (result) return pages::see_other(import_address(result->at("import").get<std::string>()));
  auto error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  if (error.fields.empty()) error.fields.push_back({"file", error.message});
  return pages::page(choose_file_page(call, TRY(ledger_of(call, id.text())), call.refused(error)), 422);
}

struct Targets {
  std::vector<Option> options;
};

Targets read_targets(db::Transaction& transaction) {
  Targets out{{{"", "Choose", {}}, {"not ours", "Not the programme’s", {}}}};
  for (auto const* kind : {"cost line", "service budget"})
    for (auto const& each : list_money(transaction, {.kind = kind}, most_records))
      out.options.push_back({each.id, fmt::format("{}: {}", records::capital(each.kind->word), each.title), {}});
  return out;
}

bool asks(json const& shown, char const* what) {
  auto const& questions = shown.at("questions");
  return std::find(questions.begin(), questions.end(), what) != questions.end();
}

std::string text_in(json const& shown, char const* name) {
  return shown.at(name).is_null() ? std::string() : shown.at(name).get<std::string>();
}

Html unit_question(json const& shown, FormState const& state) {
  std::string said;
  for (auto const& each : shown.at("units")) said += (said.empty() ? "" : " and ") + each.get<std::string>();
  return radios({.name = "unit",
                 .legend = "What do its amounts count?",
                 .options = {{"pounds", "Pounds", {}},
                             {"thousands", "Thousands of pounds", {}},
                             {"millions", "Millions of pounds", {}}},
                 .hint = words(fmt::format("The file speaks of {}. An amount with a unit of its own keeps it.", said)),
                 .value = text_in(shown, "unit"),
                 .small = true},
                state);
}

Html answers_form(pages::PageCall const& call, json const& shown, Targets const& targets, FormState const& state) {
  Html fields;
  if (asks(shown, "unit") || !text_in(shown, "unit").empty()) fields << unit_question(shown, state);
  if (asks(shown, "year") || !text_in(shown, "financial_year").empty())
    fields << text_input({.name = "financial_year",
                          .label = "Of which financial year are its periods?",
                          .hint = words("Such as 2026/27."),
                          .value = text_in(shown, "financial_year"),
                          .width = 10},
                         state);
  int number = 0;
  for (auto const& each : shown.at("unknown_codes")) {
    auto const called = each.at("called").get<std::string>();
    fields << select({.name = fmt::format("code-{}", number++),
                      .label = fmt::format("What is {} booked to?", each.at("code").get<std::string>()),
                      .options = targets.options,
                      .hint = words(called.empty() ? std::string() : "The file calls it “" + called + "”.")},
                     state);
  }
  fields << text_input({.name = "control_total",
                        .label = "Control total (optional)",
                        .hint = words("What all amounts come to in the finance system. It has to agree to the penny."),
                        .value = text_in(shown, "control_total"),
                        .width = 20},
                       state)
         << button({.label = "Keep these answers", .kind = ButtonKind::secondary});
  return form({.action = Href{import_address(shown.at("import").get<std::string>())},
               .csrf_token = call.csrf_token(),
               .body = fields,
               .lock_version = shown.at("version").get<std::int64_t>()});
}

Html list_part(char const* title, json const& items) {
  if (items.empty()) return {};
  std::vector<Html> all;
  constexpr std::size_t most = 100;
  for (auto const& each : items) {
    if (all.size() == most) {
      all.push_back(words(fmt::format("and {} more", items.size() - most)));
      break;
    }
    all.push_back(words(each.get<std::string>()));
  }
  Html out = heading(words(title));
  out << bullets(all);
  return out;
}

Money amount_in(json const& row, char const* name) {
  return Money::from_typed(row.at(name).get<std::string>()).value();
}

// By line and month, what differs first.
Html changes_part(json const& changes) {
  if (changes.empty()) return {};
  Table out;
  out.caption = "What each line has spent, before and with this file";
  out.caption_shown = true;
  out.columns = {{"Line"}, {"Month"}, {"Before", true}, {"With this file", true}, {"Difference", true}};
  Money before, after;
  for (bool const differing : {true, false})
    for (auto const& each : changes) {
      auto const was = amount_in(each, "before"), is = amount_in(each, "after");
      if ((was != is) != differing) continue;
      before += was;
      after += is;
      out.rows.push_back({{words(each.at("title").get<std::string>()),
                           words(Month::from_typed(each.at("month").get<std::string>()).value().printed()),
                           amount_cell(was), amount_cell(is), was == is ? words("–") : amount_cell(is - was)}});
    }
  out.rows.push_back(
      {{words("All"), Html{}, amount_cell(before), amount_cell(after), amount_cell(after - before)}, RowKind::total});
  return table(out);
}

Html outcome_page_part(json const& outcome) {
  std::string months;
  for (auto const& each : outcome.at("months"))
    months += (months.empty() ? "" : ", ") + Month::from_typed(each.get<std::string>()).value().brief();
  auto const left_out = amount_in(outcome, "left_out");
  auto sentence =
      fmt::format("{} were brought in for {}.", plural(outcome.at("postings").get<std::int64_t>(), "amount"),
                  months.empty() ? std::string("no month") : months);
  if (!left_out.is_nothing())
    sentence += fmt::format(" {} is not the programme’s and was left out.", left_out.printed());
  Html out = lede(words(sentence));
  out << changes_part(outcome.at("changes"))
      << button_group({link_button("See the forecast", "/resources/forecast"),
                       link_button("Month end", "/resources/month-end", ButtonKind::secondary)});
  return out;
}

Result<pages::Answer> import_answer(pages::PageCall const& call, FormState state, int status) {
  auto const id = TRY(call.id<LedgerImportId>("ledger_import"));
  auto const shown = TRY(call.perform("ledger-import show", {{"ledger_import", id.text()}}));
  auto const ledger = TRY(ledger_of(call, shown.at("ledger").get<std::string>()));
  auto page = ledger_frame(ledger, shown.at("file").get<std::string>());
  if (!shown.at("outcome").is_null()) {
    page.body << head({.title = page.title, .caption = "Brought in"}) << outcome_page_part(shown.at("outcome"));
    return pages::page(std::move(page), status);
  }
  auto const targets =
      TRY(call.read("money.edit", [](db::Transaction& transaction) { return read_targets(transaction); }));
  bool const is_open = shown.at("questions").empty() && shown.at("faults").empty();
  page.body << head({.title = page.title, .caption = "What this file would change"});
  auto const rows = shown.at("rows").get<std::int64_t>();
  if (is_open)
    page.body << lede(
        words(fmt::format("{} come to {}.", plural(rows, "amount"), amount_in(shown, "total").printed())));
  else
    page.body << lede(words(fmt::format(
        "{} read. {}", plural(rows, "amount"),
        shown.at("faults").empty() ? "Some things are to be answered first." : "Something is to be mended first.")));
  if (!shown.at("current").get<bool>())
    page.body << warning_text(
        words("What is spent has changed since this file was read. Keep the answers again to see "
              "what would change now."));
  page.body << list_part("To be mended", shown.at("faults"));
  if (is_open && shown.at("current").get<bool>())
    page.body << form({.action = Href{import_address(id.text()) + "/bring-in"},
                       .csrf_token = call.csrf_token(),
                       .body = button({.label = "Bring it in"}),
                       .lock_version = shown.at("version").get<std::int64_t>()});
  page.body << changes_part(shown.at("changes"));
  auto const left_out = amount_in(shown, "left_out");
  if (!left_out.is_nothing())
    page.body << paragraph(words(fmt::format("{} is not the programme’s and is left out.", left_out.printed())));
  page.body << heading(words(shown.at("questions").empty() ? "Answers" : "To be answered"))
            << answers_form(call, shown, targets, state) << list_part("Good to know", shown.at("notes"))
            << form({.action = Href{import_address(id.text()) + "/discard"},
                     .csrf_token = call.csrf_token(),
                     .body = button({.label = "Discard this file", .kind = ButtonKind::secondary}),
                     .lock_version = shown.at("version").get<std::int64_t>()});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<pages::Answer> show_import(pages::PageCall& call) {
  auto const id = TRY(call.id<LedgerImportId>("ledger_import"));
  auto const job = TRY(call.read("money.edit", [&](db::Transaction& transaction) {
    return jobs::latest_about(transaction, about_ledger_import(id));
  }));
  if (job && !jobs::is_over(job->state)) return pages::see_other(job->page());
  return import_answer(call, {}, 200);
}

Result<pages::Answer> refused_import(pages::PageCall const& call, Error const& error) {
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return import_answer(call, call.refused(error), error.kind == ErrorKind::conflict ? 409 : 422);
}

Result<pages::Answer> answer_import(pages::PageCall& call) {
  auto const id = TRY(call.id<LedgerImportId>("ledger_import"));
  auto const shown = TRY(call.perform("ledger-import show", {{"ledger_import", id.text()}}));
  auto input = call.input({"unit", "financial_year", "control_total"});
  input["ledger_import"] = id.text();
  input["version"] = pages::sent_version(call);
  if (shown.at("outcome").is_null()) {
    int number = 0;
    input["codes"] = json::object();
    for (auto const& each : shown.at("unknown_codes"))
      if (auto const chosen = call.request().form(fmt::format("code-{}", number++)).value_or(""); !chosen.empty())
        input["codes"][each.at("code").get<std::string>()] = chosen;
  }
  auto const result = call.perform("ledger-import answer", input);
  if (!result) return refused_import(call, result.error());
  return pages::see_other(import_address(id.text()));
}

Result<pages::Answer> bring_import_in(pages::PageCall& call) {
  auto const id = TRY(call.id<LedgerImportId>("ledger_import"));
  auto const shown = TRY(call.perform("ledger-import show", {{"ledger_import", id.text()}}));
  json input{{"ledger_import", id.text()}, {"version", pages::sent_version(call)}};
  if (shown.at("outcome").is_null() && shown.at("rows").get<std::int64_t>() > rows_at_once) input["as_job"] = true;
  auto const result = call.perform("ledger-import bring-in", input);
  if (!result) return refused_import(call, result.error());
  if (result->contains("job")) return pages::see_other("/jobs/" + result->at("job").get<std::string>());
  return pages::see_other(import_address(id.text()), "The file was brought in.");
}

Result<pages::Answer> discard_import(pages::PageCall& call) {
  auto const id = TRY(call.id<LedgerImportId>("ledger_import"));
  auto const shown = TRY(call.perform("ledger-import show", {{"ledger_import", id.text()}}));
  TRY(call.perform("ledger-import discard", {{"ledger_import", id.text()}, {"version", pages::sent_version(call)}}));
  return pages::see_other("/ledgers/" + shown.at("ledger").get<std::string>(),
                          "The file was discarded; what is spent is as it was.");
}

}  // namespace

Result<Html> ledger_files_part(pages::PageCall const& call, Record const& ledger) {
  if (!call.may("money.edit")) return Html{};
  auto const files = TRY(call.read(
      "money.edit", [&](db::Transaction& transaction) { return list_ledger_imports(transaction, ledger.id); }));
  Html out = button_group({link_button("Bring a file in", Href{ledger.address() + "/read"})});
  if (files.empty()) return out << paragraph(words("No file has been brought in yet."));
  Table rows;
  rows.caption = "Files of this ledger";
  rows.caption_shown = true;
  rows.columns = {{"File"}, {"Read"}, {"By"}, {"State"}};
  for (auto const& each : files)
    rows.rows.push_back(
        {{link(words(each.document_name), Href{import_address(each.id.text())}), moment(each.at), words(each.by),
          tag(each.is_in ? "Brought in" : "Waits", each.is_in ? TagKind::good : TagKind::warn)}});
  return out << table(rows);
}

void add_ledger_pages(pages::Site& site) {
  site.get("/ledgers/{ledger}/read", &choose_file);
  site.post("/ledgers/{ledger}/read", &read_file, {largest_ledger});
  site.get("/ledger-imports/{ledger_import}", &show_import);
  site.post("/ledger-imports/{ledger_import}", &answer_import);
  site.post("/ledger-imports/{ledger_import}/bring-in", &bring_import_in);
  site.post("/ledger-imports/{ledger_import}/discard", &discard_import);
}

}  // namespace gt::funding

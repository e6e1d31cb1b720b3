#include <fmt/format.h>

#include "funding/pages/forecast_parts.h"
#include "funding/records/money_register.h"
#include "platform/registers/table_download.h"

namespace gt::funding {

using namespace html;

namespace {

Result<ForecastFilter> filter_of(pages::PageCall const& call) {
  ForecastFilter out{.approval = call.request().query("approval").value_or("")};
  if (auto const typed = call.request().query("year").value_or(""); !typed.empty())
    if (auto const year = FinancialYear::from_typed(typed)) out.year = *year;
  return out;
}

struct Read {
  Forecasts found;
  std::vector<Option> approvals, years;
};

Result<Read> read_forecasts(pages::PageCall const& call, ForecastFilter const& filter) {
  auto const today = call.environment().clock.today();
  return TRY(call.read("money.view", [&](db::Transaction& transaction) {
    Read out{forecasts(transaction, today, filter), {{"", "All", {}}}, {{"", "All", {}}}};
    for (auto const& each : list_money(transaction, {.kind = "approval"}, most_records))
      out.approvals.push_back({each.id, each.title, {}});
    for (auto const& year : out.found.years) out.years.push_back({year.printed(), year.printed(), {}});
    return out;
  }));
}

std::vector<LineForecast> narrowed(std::vector<LineForecast> lines, std::optional<FinancialYear> const& year) {
  if (year)
    for (auto& line : lines)
      std::erase_if(line.months, [&](MonthForecast const& each) { return each.month.financial_year() != *year; });
  return lines;
}

Html note_cell(LineForecast const& line, bool may_edit, std::optional<Month> const& spent_to) {
  if (!line.notes.empty()) return link(words(line.notes.back().title), Href{line.notes.back().address()});
  if (line.sum.variance().is_nothing()) return words("–");
  if (!may_edit) return words("Nobody has said why");
  auto query = Query{}.with("inside", line.line.id);
  if (spent_to) query = query.with("month", spent_to->printed());
  return link(words("Say why"), query.at("/variance-notes/new"));
}

Html lines_table(Forecasts const& found, bool may_edit) {
  Table out;
  out.caption = "Profile, spending and forecast by line";
  auto const to = found.spent_to ? " to " + found.spent_to->brief() : std::string();
  out.columns = {{"Line"},
                 {"Profile" + to, true},
                 {"Spent" + to, true},
                 {"Profile in all", true},
                 {"Forecast", true},
                 {"Against profile", true},
                 {"Why"}};
  ForecastSum all;
  std::string approval;
  for (auto const& each : found.lines) {
    if (each.approval.id != approval)
      out.rows.push_back({{link(words(each.approval.title), Href{each.approval.address()})}, RowKind::group});
    approval = each.approval.id;
    all += each.sum;
    out.rows.push_back(
        {{link(words(each.line.title), Href{each.line.address() + "/forecast"}), pounds_cell(each.sum.profile_to_date),
          pounds_cell(each.sum.spent), pounds_cell(each.sum.profile), pounds_cell(each.sum.forecast),
          words(variance_words(each.sum.variance())), note_cell(each, may_edit, found.spent_to)}});
  }
  out.rows.push_back(
      {{words("All lines"), pounds_cell(all.profile_to_date), pounds_cell(all.spent), pounds_cell(all.profile),
        pounds_cell(all.forecast), words(variance_words(all.variance())), Html{}},
       RowKind::total});
  return table(out);
}

Result<pages::Answer> forecast_page(pages::PageCall& call) {
  auto const filter = TRY(filter_of(call));
  auto const read = TRY(read_forecasts(call, filter));
  auto const lines = narrowed(read.found.lines, filter.year);
  Page page;
  page.title = "Forecast";
  page.section = money_section;
  auto const query = call.query();
  page.body << money_navigation("/resources/forecast")
            << head({.title = page.title,
                     .caption = read.found.spent_to ? "Ledger loaded to " + read.found.spent_to->printed()
                                                    : std::string("No ledger has been brought in yet"),
                     .actions = {{words("CSV"), query.at("/resources/forecast.csv")},
                                 {words("XLSX"), query.at("/resources/forecast.xlsx")},
                                 {words("ODS"), query.at("/resources/forecast.ods")},
                                 {words("Ledgers"), "/ledgers"}}});
  if (read.found.lines.empty() && filter.approval.empty()) {
    page.body << empty_state({"No lines yet",
                              words("A forecast needs cost lines: what each approval buys, and in which months."),
                              {link_button("Bids and approvals", "/approvals")}});
    return pages::page(std::move(page));
  }
  page.body << filter_bar({.path = "/resources/forecast",
                           .query = query,
                           .fields = {{"year", "Financial year", read.years}, {"approval", "Approval", read.approvals}},
                           .shown = static_cast<std::int64_t>(lines.size()),
                           .total = static_cast<std::int64_t>(lines.size()),
                           .noun = "line"});
  ForecastSum all;
  for (auto const& each : lines) all += each.sum;
  page.body
      << forecast_figure("all-lines", added_up(lines), read.found.spent_to, forecast_sentence(all, read.found.spent_to))
      << lines_table(read.found, call.may("money.edit"))
      << source_line(words(
             "Spent: what the ledgers say and what is accrued. Forecast: what is spent, then for each month to come "
             "what somebody set by hand, else what the line’s posts cost from the day somebody is expected in them, "
             "else its profile. Figures are to the nearest pound, each by itself. The downloads name each line by its "
             "number, so that a ledger can be sent back in "
             "the same form."));
  return pages::page(std::move(page));
}

// The months across, one row a line: the form in which a ledger can be brought in again.
sheet::Table months_across(std::vector<LineForecast> const& lines, std::string const& figure,
                           std::string const& council, Date today) {
  constexpr double wide = 44, narrow = 12;
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = records::capital(figure);
  out.notes = {fmt::format("{}, as it stood on {}. Amounts are in pounds (£).", council, today.printed())};
  out.columns = {{"Code", sheet::ColumnKind::text, narrow}, {"What it is for", sheet::ColumnKind::text, wide}};
  auto const all = added_up(lines);
  for (auto const& each : all) out.columns.push_back({each.month.brief(), sheet::ColumnKind::money, narrow});
  out.columns.push_back({"Total", sheet::ColumnKind::money, narrow});
  auto const amount_of = [&](MonthForecast const& each) {
    return figure == "profile" ? each.profile : figure == "spent" ? each.spent : each.forecast;
  };
  for (auto const& line : lines) {
    std::vector<sheet::Value> row{line_code(line.line), line.line.title};
    Money sum;
    auto at = line.months.begin();
    for (auto const& each : all) {
      if (at == line.months.end() || at->month != each.month) {
        row.emplace_back(std::monostate{});
        continue;
      }
      sum += amount_of(*at);
      row.emplace_back(sheet::Pence{amount_of(*at++).pence()});
    }
    row.emplace_back(sheet::Pence{sum.pence()});
    out.rows.push_back(std::move(row));
  }
  return out;
}

Result<pages::Answer> download_forecast(pages::PageCall& call, std::string_view ending) {
  auto const filter = TRY(filter_of(call));
  auto const read = TRY(read_forecasts(call, filter));
  auto figure = call.request().query("figure").value_or("");
  if (figure != "profile" && figure != "spent") figure = "forecast";
  return registers::table_download(months_across(narrowed(read.found.lines, filter.year), figure,
                                                 call.session().council, call.environment().clock.today()),
                                   figure, ending);
}

struct OneLine {
  LineForecast line;
  std::optional<Month> spent_to;
  std::vector<ForecastChange> changes;
};

Result<OneLine> one_line_read(pages::PageCall const& call) {
  auto const id = TRY(call.id<Id<struct MoneyTag>>("cost_line"));
  auto const today = call.environment().clock.today();
  auto read = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    return std::pair(forecasts(transaction, today, {.line = id.text()}), forecast_changes(transaction, id.text()));
  }));
  if (read.first.lines.empty()) return registers::no_such(money_kind("cost line"));
  return OneLine{std::move(read.first.lines.front()), read.first.spent_to, std::move(read.second)};
}

Html changes_part(std::vector<ForecastChange> const& changes) {
  if (changes.empty()) return {};
  std::vector<Event> events;
  for (auto const& each : changes)
    events.push_back(
        {each.at.iso(), words(each.at.printed()),
         words(fmt::format("{} set {} {}: {}", each.actor, each.month.printed(),
                           each.amount ? "to " + each.amount->printed() : std::string("back to what is reckoned"),
                           each.why))});
  return details("What was set by hand, by whom and why", timeline(events));
}

Page line_forecast_page(pages::PageCall const& call, OneLine const& read, FormState state) {
  auto const& line = read.line.line;
  Page page;
  page.title = "Spending and forecast";
  page.section = money_section;
  page.breadcrumbs = {money_link(), {words("Forecast"), "/resources/forecast"}, {words(line.title), line.address()}};
  page.body << head({.title = page.title, .caption = line.title});
  if (read.line.months.empty())
    page.body << paragraph(words("Nothing says yet in which months this line is spent, and nothing was posted to it."))
              << button_group({link_button("Say in which months", Href{line.address() + "/profile"})});
  else
    page.body << forecast_figure("line", read.line.months, read.spent_to,
                                 forecast_sentence(read.line.sum, read.spent_to));
  std::vector<Html> notes;
  for (auto const& each : read.line.notes)
    notes.push_back(link(words(fmt::format("{}: {}", each.text("month"), each.title)), Href{each.address()}));
  if (!notes.empty()) page.body << heading(words("Why it differs from the profile")) << bullets(notes);
  page.body << changes_part(read.changes);
  if (call.may("money.edit")) {
    auto const last = read.changes.empty() ? 0 : read.changes.front().place;
    Html fields = text_input(
        {.name = "month", .label = "Month", .hint = words("A month to come, such as September 2026."), .width = 20},
        state);
    fields << text_input({.name = "amount",
                          .label = "Expected amount",
                          .hint = words("In pounds. Left empty, the month is reckoned again."),
                          .width = 10},
                         state)
           << text_input({.name = "why", .label = "Why"}, state)
           << hidden("forecast_version", state.shown("forecast_version", std::to_string(last)))
           << button_group({button({.label = "Set this month"}), link(words("Cancel"), Href{line.address()})});
    page.body << heading(words("Set a month by hand"))
              << form({.action = Href{line.address() + "/forecast"}, .csrf_token = call.csrf_token(), .body = fields});
  }
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> show_line_forecast(pages::PageCall& call) {
  return pages::page(line_forecast_page(call, TRY(one_line_read(call)), {}));
}

Result<pages::Answer> set_line_forecast(pages::PageCall& call) {
  auto const read = TRY(one_line_read(call));
  auto input = call.input({"month", "amount", "why", "forecast_version"});
  input["cost_line"] = read.line.line.id;
  auto const result = call.perform("cost-line set-forecast", input);
  if (result) return pages::see_other(read.line.line.address() + "/forecast", "The month was set.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict) return tl::unexpected<Error>(error);
  return pages::page(line_forecast_page(call, read, call.refused(error)),
                     error.kind == ErrorKind::conflict ? 409 : 422);
}

}  // namespace

void add_forecast_pages(pages::Site& site) {
  site.get("/resources/forecast", &forecast_page);
  for (auto const* ending : {"csv", "xlsx", "ods"})
    site.get(std::string("/resources/forecast.") + ending,
             [ending](pages::PageCall& call) { return download_forecast(call, ending); });
  site.get("/cost-lines/{cost_line}/forecast", &show_line_forecast);
  site.post("/cost-lines/{cost_line}/forecast", &set_line_forecast);
}

}  // namespace gt::funding

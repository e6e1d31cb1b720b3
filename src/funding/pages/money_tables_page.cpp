#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "funding/tables/money_tables.h"
#include "platform/registers/table_download.h"
#include "platform/sheet/table.h"

namespace gt::funding {

using namespace html;
using records::capital;

namespace {

struct TablesAsked {
  MoneyTables tables;
  Unit unit;
  std::vector<Option> choices;  ///< of what there are tables
};

Result<TablesAsked> tables_asked(pages::PageCall const& call) {
  auto const query = call.query();
  TablesAsked out{{}, unit_from(query.value("unit")).value_or(Unit::pounds), {{"", "All funds", {}}}};
  auto read = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    for (auto const& fund : list_money(transaction, {.kind = "fund"})) {
      out.choices.push_back({fund.id, "Fund: " + fund.title, {}});
      for (auto const& each : list_money(transaction, {.kind = "approval", .inside = fund.id}))
        out.choices.push_back({each.id, fmt::format("{}: {}", capital(state_of(each)), each.title), {}});
    }
    return money_tables(transaction, std::string(query.value("of")));
  }));
  out.tables = TRY(std::move(read));
  return out;
}

Html figure_cell(Money amount, Unit unit) { return words(amount.is_nothing() ? "–" : grouped(in_units(amount, unit))); }

std::string caption_of(std::string const& what, TablesAsked const& asked) {
  return fmt::format("{}: {} ({})", what, asked.tables.of, sign_of(asked.unit));
}

Html years_table(TablesAsked const& asked) {
  auto const& tables = asked.tables;
  Table out;
  out.caption = caption_of("Money by financial year", asked);
  out.caption_shown = true;
  out.shape = TableShape::scroll;
  out.columns = {{"What"}};
  for (auto const year : tables.years) out.columns.push_back({year.printed(), true});
  if (tables.has_no_year) out.columns.push_back({"In no year", true});
  out.columns.push_back({"Total", true});
  for (auto const& part : tables.parts) {
    bool const is_last = &part == &tables.parts.back();
    if (!is_last) out.rows.push_back({{words(part.name)}, RowKind::group, {}});
    for (auto const& row : part.rows) {
      std::vector<Html> cells{row.address.empty() ? words(row.label) : link(words(row.label), Href{row.address})};
      for (auto const year : tables.years) {
        auto const found = row.years.find(year);
        cells.push_back(figure_cell(found == row.years.end() ? Money() : found->second, asked.unit));
      }
      if (tables.has_no_year) cells.push_back(figure_cell(row.no_year, asked.unit));
      cells.push_back(figure_cell(row.total, asked.unit));
      out.rows.push_back({cells, is_last ? RowKind::total : row.is_sum ? RowKind::plain : RowKind::sub, {}});
    }
  }
  return table(out);
}

Html draws_table(TablesAsked const& asked) {
  Table out;
  out.caption = caption_of("Draw-downs", asked);
  out.caption_shown = true;
  out.columns = {{"Draw-down"}, {"In its first year", true}, {"In a full year", true}};
  for (auto const& part : asked.tables.draws) {
    out.rows.push_back({{words(fmt::format("From {}, {}", part.first.printed(), part.state))}, RowKind::group, {}});
    for (auto const& row : part.rows)
      out.rows.push_back(
          {{link(words(row.draw.title), Href{row.draw.address()}), figure_cell(row.part_year, asked.unit),
            row.full_year ? figure_cell(*row.full_year, asked.unit) : words("One-off")},
           RowKind::sub,
           {}});
    if (part.rows.size() > 1)
      out.rows.push_back(
          {{words("Together"), figure_cell(part.part_year, asked.unit), figure_cell(part.full_year, asked.unit)},
           RowKind::plain,
           {}});
  }
  return table(out);
}

std::vector<std::string> notes_of(TablesAsked const& asked) {
  auto const& tables = asked.tables;
  std::vector<std::string> out;
  if (tables.is_rounded(asked.unit))
    out.push_back(
        fmt::format("Each figure is rounded by itself to {}, and a total is rounded from the exact total, so "
                    "that rounded figures may not add up. 0 stands for less than half of that, a dash for nothing.",
                    asked.unit == Unit::pounds ? "the nearest pound" : "the nearest £1,000"));
  else
    out.emplace_back("No figure is rounded.");
  if (tables.has_no_year)
    out.emplace_back(
        "In no year: what is given without its years, and what a line has beyond its months. Of what runs on and has "
        "no months, one year.");
  if (!tables.not_compared.empty()) out.push_back(tables.not_compared);
  if (!tables.draws.empty())
    out.emplace_back(
        "A draw-down’s first year and its full year are the same posts in two years. They stand side by side and are "
        "never added within a year.");
  for (auto const& bid : tables.bids_left_out)
    out.push_back(fmt::format("Not in these tables, because it is asked for and not decided: {}, {}.", bid.title,
                              bid.money("amount")->printed()));
  return out;
}

Html tables_part(TablesAsked const& asked) {
  Html out;
  if (!asked.tables.parts.empty()) out << years_table(asked);
  if (!asked.tables.draws.empty()) out << draws_table(asked);
  for (auto const& each : notes_of(asked)) out << source_line(words(each));
  return out;
}

html::Filter tables_filter(Query const& query, TablesAsked const& asked) {
  html::Filter filter;
  filter.path = "/resources/tables";
  filter.query = query;
  filter.fields = {{"of", "Of", asked.choices},
                   {"unit", "In", {{"", "Pounds", {}}, {"thousands", "Thousands of pounds", {}}}}};
  filter.total = filter.shown = asked.tables.lines;
  filter.noun = "line";
  return filter;
}

Result<pages::Answer> tables_page(pages::PageCall& call) {
  auto const asked = TRY(tables_asked(call));
  Page page;
  page.title = "Tables for a report";
  page.section = money_section;
  Head top{.title = page.title,
           .caption = "Years across, one-off and recurring apart, from the same figures as every other page"};
  if (!asked.tables.is_empty()) {
    top.actions = {{words("Print"), call.query().at("/resources/tables/paper")},
                   {words("Download (CSV)"), call.query().at("/resources/tables.csv")},
                   {words("Download (XLSX)"), call.query().at("/resources/tables.xlsx")},
                   {words("Download (ODS)"), call.query().at("/resources/tables.ods")}};
  }
  page.body << money_navigation("/resources/tables") << head(top);
  if (asked.choices.size() == 1) {
    page.body << empty_state({"No money yet",
                              words("Once a fund has an approval with lines, its tables stand here for the report."),
                              {link_button("Funds", "/funds")}});
    return pages::page(std::move(page));
  }
  page.body << filter_bar(tables_filter(call.query(), asked));
  if (asked.tables.is_empty()) {
    page.body << paragraph(
        words("Nothing was approved from it yet. Choose a bid to see what is asked for, or record its decision."));
    for (auto const& each : asked.tables.bids_left_out)
      page.body << paragraph(link(words(each.title), Query{}.with("of", each.id).at("/resources/tables")));
    return pages::page(std::move(page));
  }
  page.body << tables_part(asked);
  return pages::page(std::move(page));
}

Result<pages::Answer> tables_paper(pages::PageCall& call) {
  auto const asked = TRY(tables_asked(call));
  Page page;
  page.title = fmt::format("Financial tables: {}", asked.tables.of);
  page.section = money_section;
  page.breadcrumbs = {{words("Tables for a report"), "/resources/tables"}};
  page.paper = true;
  page.body << head({.title = page.title,
                     .caption = call.session().council,
                     .facts = {{"As it stood on", date(call.environment().clock.today())},
                               {"In", words(asked.unit == Unit::pounds ? "pounds" : "thousands of pounds")}}});
  page.body << (asked.tables.is_empty() ? paragraph(words("Nothing was approved from it yet.")) : tables_part(asked));
  return pages::page(std::move(page));
}

sheet::Value cell_of(Money amount, Unit unit) {
  if (unit == Unit::pounds) return sheet::Pence{in_units(amount, unit) * 100};
  return static_cast<double>(in_units(amount, unit));
}

// One table: the years' columns are empty for draw-downs, and the other way round.
Result<sheet::Table> tables_sheet(pages::PageCall const& call) {
  auto const asked = TRY(tables_asked(call));
  auto const& tables = asked.tables;
  auto const today = call.environment().clock.today();
  auto const kind = asked.unit == Unit::pounds ? sheet::ColumnKind::money : sheet::ColumnKind::number;
  auto const heading_of = [&](std::string_view what) { return fmt::format("{} ({})", what, sign_of(asked.unit)); };
  // The same money on the same day gives the same file.
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = fmt::format("Financial tables: {}", tables.of);
  out.notes = {fmt::format("{}, as it stood on {}.", call.session().council, today.printed())};
  for (auto const& note : notes_of(asked)) out.notes.push_back(note);
  out.columns = {{"Part", sheet::ColumnKind::text, 30}, {"What", sheet::ColumnKind::text, 44}};
  for (auto const year : tables.years) out.columns.push_back({heading_of(year.printed()), kind, 16});
  out.columns.push_back({heading_of("In no year"), kind, 16});
  out.columns.push_back({heading_of("Total"), kind, 16});
  out.columns.push_back({heading_of("In its first year"), kind, 16});
  out.columns.push_back({heading_of("In a full year"), kind, 16});
  for (auto const& part : tables.parts)
    for (auto const& row : part.rows) {
      std::vector<sheet::Value> cells{part.name, row.label};
      for (auto const year : tables.years) {
        auto const found = row.years.find(year);
        cells.push_back(found == row.years.end() ? sheet::Value{} : cell_of(found->second, asked.unit));
      }
      cells.push_back(row.no_year.is_nothing() ? sheet::Value{} : cell_of(row.no_year, asked.unit));
      cells.push_back(cell_of(row.total, asked.unit));
      out.rows.push_back(std::move(cells));
    }
  auto const draw_row = [&](DrawPart const& part, std::string label, Money first, std::optional<Money> full) {
    std::vector<sheet::Value> cells{fmt::format("Draw-downs from {}, {}", part.first.printed(), part.state),
                                    std::move(label)};
    cells.resize(tables.years.size() + 4);
    cells.push_back(cell_of(first, asked.unit));
    cells.push_back(full ? cell_of(*full, asked.unit) : sheet::Value{});
    out.rows.push_back(std::move(cells));
  };
  for (auto const& part : tables.draws) {
    for (auto const& row : part.rows) draw_row(part, row.draw.title, row.part_year, row.full_year);
    if (part.rows.size() > 1) draw_row(part, "Together", part.part_year, part.full_year);
  }
  return out;
}

}  // namespace

void add_money_tables_page(pages::Site& site) {
  site.get("/resources/tables", &tables_page);
  site.get("/resources/tables/paper", &tables_paper);
  for (std::string const ending : {"csv", "xlsx", "ods"})
    site.get("/resources/tables." + ending, [ending](pages::PageCall& call) -> Result<pages::Answer> {
      auto const made = TRY(tables_sheet(call));
      return registers::table_download(made, "money-tables", ending);
    });
}

}  // namespace gt::funding

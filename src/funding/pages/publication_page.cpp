#include <algorithm>

#include <fmt/format.h>

#include "funding/actuals/publication.h"
#include "funding/pages/money_parts.h"
#include "platform/registers/table_download.h"

namespace gt::funding {

using namespace html;

namespace {

struct Span {
  Month from, until;
};

Span quarter_from(Month first) { return {first, first.plus(2)}; }

// The quarter of the financial year that is over, unless the address names another by its first month.
Span span_of(pages::PageCall const& call) {
  auto const now = Month::of(call.environment().clock.today());
  if (auto const typed = Month::from_typed(call.request().query("quarter").value_or(""))) return quarter_from(*typed);
  constexpr int to_april = 8;
  return quarter_from(now.plus(-((now.number() + to_april) % 3)).plus(-3));
}

std::vector<Option> quarters(Span current, Month now) {
  constexpr int most = 12;
  std::vector<Option> out;
  constexpr int to_april = 8;
  auto first = now.plus(-((now.number() + to_april) % 3));
  for (int at = 0; at < most; ++at, first = first.plus(-3))
    out.push_back({first.text(), fmt::format("{} to {}", first.brief(), first.plus(2).printed()), {}});
  bool const is_there =
      std::any_of(out.begin(), out.end(), [&](auto const& each) { return each.value == current.from.text(); });
  if (!is_there)
    out.push_back({current.from.text(), fmt::format("{} to {}", current.from.brief(), current.until.printed()), {}});
  return out;
}

Result<Publication> read_publication(pages::PageCall const& call, Span span) {
  return TRY(call.read("money.view",
                       [&](db::Transaction& transaction) { return publication(transaction, span.from, span.until); }));
}

sheet::Table spending_table(Publication const& read, Instant made) {
  constexpr double wide = 40, narrow = 16;
  sheet::Table out{.made = made};
  out.title = "Spending";
  out.columns = {{"Date", sheet::ColumnKind::text, narrow},    {"Beneficiary", sheet::ColumnKind::text, wide},
                 {"Purpose", sheet::ColumnKind::text, wide},   {"Category", sheet::ColumnKind::text, narrow},
                 {"Amount", sheet::ColumnKind::money, narrow}, {"Reference", sheet::ColumnKind::text, narrow}};
  for (auto const& each : read.spending)
    out.rows.push_back({each.posting.on ? each.posting.on->iso() : each.posting.month.text(), each.beneficiary,
                        each.purpose, each.category, sheet::Pence{each.posting.amount.pence()},
                        each.posting.reference});
  return out;
}

sheet::Table orders_table(std::string title, std::vector<Record> const& orders, Instant made) {
  constexpr double wide = 40, narrow = 16;
  sheet::Table out{.made = made};
  out.title = std::move(title);
  out.columns = {{"Title", sheet::ColumnKind::text, wide},    {"With whom", sheet::ColumnKind::text, wide},
                 {"Number", sheet::ColumnKind::text, narrow}, {"Amount", sheet::ColumnKind::money, narrow},
                 {"From", sheet::ColumnKind::text, narrow},   {"Until", sheet::ColumnKind::text, narrow}};
  for (auto const& each : orders)
    out.rows.push_back({each.title, each.text("supplier"), each.text("reference"),
                        sheet::Pence{each.money("amount")->pence()}, each.text("from"), each.text("until")});
  return out;
}

std::vector<std::pair<std::string, sheet::Table>> tables_of(Publication const& read, Instant made) {
  return {{"spending", spending_table(read, made)},
          {"contracts", orders_table("Contracts", read.contracts, made)},
          {"grants", orders_table("Grants", read.grants, made)}};
}

// What is shown is what is downloaded.
Html shown_table(sheet::Table const& from) {
  Table out;
  out.caption = from.title;
  for (auto const& column : from.columns)
    out.columns.push_back({column.heading, column.kind == sheet::ColumnKind::money});
  for (auto const& row : from.rows) {
    std::vector<Html> cells;
    for (auto const& value : row) {
      if (auto const* text = std::get_if<std::string>(&value)) cells.push_back(words(text->empty() ? "–" : *text));
      if (auto const* pence = std::get_if<sheet::Pence>(&value))
        cells.push_back(amount_cell(Money::pence(pence->value)));
    }
    out.rows.push_back({std::move(cells)});
  }
  return table(out);
}

Result<pages::Answer> publication_page(pages::PageCall& call) {
  auto const span = span_of(call);
  auto const read = TRY(read_publication(call, span));
  Page page;
  page.title = "Published spending";
  page.section = money_section;
  page.body << money_navigation("/resources/publication")
            << head({.title = page.title,
                     .caption = fmt::format("{} to {}", span.from.printed(), span.until.printed())});
  auto const rows = static_cast<std::int64_t>(read.spending.size());
  page.body << filter_bar(
      {.path = "/resources/publication",
       .query = Query{}.with("quarter", span.from.text()),
       .fields = {{"quarter", "Quarter", quarters(span, Month::of(call.environment().clock.today()))}},
       .shown = rows,
       .total = rows,
       .noun = "amount"});
  for (auto const& [name, from] : tables_of(read, Instant::start_of(call.environment().clock.today()))) {
    auto const what = name == "spending" ? name : name.substr(0, name.size() - 1);
    auto const& rule = publication_rule(what);
    page.body << heading(
        words(rule.above.is_nothing() ? from.title : fmt::format("{} over {}", from.title, rule.above.printed())));
    if (from.rows.empty()) {
      page.body << paragraph(words("There is none in these months."));
    } else {
      auto const query = Query{}.with("quarter", span.from.text());
      Html downloads = words("Download: ");
      for (auto const* ending : {"csv", "xlsx", "ods"})
        downloads << link(words(records::capital(ending)),
                          query.at(fmt::format("/resources/publication/{}.{}", name, ending)))
                  << " ";
      page.body << shown_table(from) << paragraph(downloads);
    }
    page.body << source_line(words(rule.source));
  }
  if (read.without_supplier > 0)
    page.body << paragraph(
        words(fmt::format("{} without a supplier, such as pay, {} not listed.", plural(read.without_supplier, "amount"),
                          read.without_supplier == 1 ? "is" : "are")));
  return pages::page(std::move(page));
}

Result<pages::Answer> download_publication(pages::PageCall& call, std::string const& wanted, std::string_view ending) {
  auto const span = span_of(call);
  auto const read = TRY(read_publication(call, span));
  for (auto& [name, table] : tables_of(read, Instant::start_of(call.environment().clock.today()))) {
    if (name != wanted) continue;
    auto out = table;
    out.notes = {fmt::format("{}, {} to {}. Amounts are in pounds.", call.session().council, span.from.printed(),
                             span.until.printed())};
    return registers::table_download(out, name, ending);
  }
  return refuse(ErrorKind::not_found, "There is no such table.");
}

}  // namespace

void add_publication_page(pages::Site& site) {
  site.get("/resources/publication", &publication_page);
  for (auto const* name : {"spending", "contracts", "grants"})
    for (auto const* ending : {"csv", "xlsx", "ods"})
      site.get(fmt::format("/resources/publication/{}.{}", name, ending),
               [name, ending](pages::PageCall& call) { return download_publication(call, name, ending); });
}

}  // namespace gt::funding

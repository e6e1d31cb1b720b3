#include "funding/pages/money_parts.h"
#include "platform/records/form.h"

namespace gt::funding {

using namespace html;

namespace {

// Every kind of record with how many there are, for those that the tabs do not name.
Result<pages::Answer> records_page(pages::PageCall& call) {
  auto const counts = TRY(call.read("money.view", [](db::Transaction& transaction) {
    std::map<std::string, std::int64_t> out;
    for (auto const& kind : money_kinds()) out[kind.word] = count_money(transaction, {.kind = kind.word});
    return out;
  }));
  Page page;
  page.title = "Everything recorded";
  page.section = money_section;
  page.body << money_navigation("/resources/records")
            << head({.title = page.title, .caption = "Each list has filters and downloads"});
  Table rows;
  rows.caption = "Kinds of records about money and posts";
  rows.columns = {{"List"}, {"What it holds"}, {"Records", true}};
  for (auto const& kind : money_kinds())
    rows.rows.push_back({{link(words(records::capital(kind.plural)), Href{kind.address}), words(kind.summary),
                          Html{counts.at(kind.word)}}});
  page.body << table(rows);
  return pages::page(std::move(page));
}

}  // namespace

void add_records_page(pages::Site& site) { site.get("/resources/records", &records_page); }

}  // namespace gt::funding

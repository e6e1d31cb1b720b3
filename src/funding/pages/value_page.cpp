#include <fmt/format.h>

#include "funding/pages/money_parts.h"
#include "funding/value/value.h"

namespace gt::funding {

using namespace html;

namespace {

Html value_table(Value const& value) {
  Table out;
  out.caption = "What supports each theme beside what was done";
  out.columns = {{"Theme"},
                 {"Lines that support it"},
                 {"Pounds stated for it", true},
                 {"Actions done", true},
                 {"Success measures moved", true},
                 {"Evidence", true},
                 {"Audits among it", true}};
  for (auto const& each : value.themes) {
    auto const& bought = each.bought;
    std::vector<Html> lines;
    for (auto const& one : each.lines) {
      Html line = link(words(one.line.title), Href{one.line.address()});
      if (one.apportioned) line << words(fmt::format(" ({})", one.apportioned->printed()));
      lines.push_back(line);
    }
    out.rows.push_back({{link(words(each.theme.title), Href{"/themes/" + each.theme.id.text()}),
                         lines.empty() ? words("None") : bullets(lines),
                         each.apportioned ? amount_cell(*each.apportioned) : words("Not divided"),
                         words(bought.actions == 0 ? "No actions" : part_of(bought.done, bought.actions)),
                         words(bought.measures == 0 ? "None set" : part_of(bought.moved, bought.measures)),
                         Html{bought.evidence}, Html{bought.audits}},
                        RowKind::plain,
                        {}});
  }
  return table(out);
}

Result<pages::Answer> value_page(pages::PageCall& call) {
  auto const today = call.environment().clock.today();
  auto const value = TRY(call.read("money.view", [&](db::Transaction& transaction) {
    return value_of_money(transaction, evidence::sight_of(call.actor()), today);
  }));
  Page page;
  page.title = "What it bought";
  page.section = money_section;
  page.body << money_navigation("/resources/value")
            << head({.title = page.title, .caption = "Cost beside what was done, theme by theme"});
  if (value.themes.empty()) {
    page.body << empty_state(
        {"No themes yet",
         words(
             "Once the plan has themes, and lines that say which they support, what was done stands beside them here."),
         {link_button("The plan", "/plan")}});
    return pages::page(std::move(page));
  }
  page.body << paragraph(
                   words("Nothing here is divided by anything else. A line supports several themes, an action rests on "
                         "several lines, and what changes for children has more causes than money. Pounds for each "
                         "action would look exact and mean nothing."))
            << value_table(value);
  if (!value.supporting_none.empty()) {
    std::vector<Html> lines;
    for (auto const& line : value.supporting_none) lines.push_back(link(words(line.title), Href{line.address()}));
    page.body << heading(words("Lines that name no theme")) << bullets(lines);
  }
  page.body << source_line(
      words("Pounds: of the lines that say how they are divided between themes. Actions: done, of all in the theme and "
            "its projects. A success measure has moved when accepted evidence shows it. Evidence and audits: current, "
            "each counted once in a theme; one that serves two themes stands in both, so that the columns are not "
            "added up."));
  return pages::page(std::move(page));
}

}  // namespace

void add_value_page(pages::Site& site) { site.get("/resources/value", &value_page); }

}  // namespace gt::funding

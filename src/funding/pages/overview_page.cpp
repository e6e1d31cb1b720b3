#include <fmt/format.h>

#include "funding/pages/money_parts.h"

namespace gt::funding {

using namespace html;
using records::capital;

namespace {

Html sentence_of(FundStanding const& fund) {
  auto const& amounts = fund.amounts;
  if (amounts.approved.is_nothing())
    return words(amounts.asked.is_nothing() ? std::string("Nothing was asked of this fund.")
                                            : fmt::format("{} is asked for and not decided.", amounts.asked.printed()));
  auto const share = amounts.unallocated().pence() < 0 ? "" : " of it";
  auto out = fmt::format("{} was approved. {}{} is named in lines", amounts.approved.printed(),
                         amounts.itemised.printed(), share);
  if (amounts.unallocated().pence() > 0) out += fmt::format("; {} is not", amounts.unallocated().printed());
  if (amounts.unallocated().pence() < 0) out += fmt::format(": {} too much", (-amounts.unallocated()).printed());
  out += ".";
  if (!amounts.asked.is_nothing()) out += fmt::format(" {} more is asked for.", amounts.asked.printed());
  return words(out);
}

Html figure_of(FundStanding const& fund) {
  auto const& amounts = fund.amounts;
  if (amounts.approved.is_nothing()) return lede(sentence_of(fund));
  std::vector<Bar> shown{{"Approved", amounts.approved, "f-spruce"},
                         {"Itemised", amounts.itemised, "f-spruce2"},
                         {"Drawn", amounts.drawn, "f-grey"}};
  if (!amounts.asked.is_nothing()) shown.insert(shown.begin(), {"Asked for", amounts.asked, "edge"});
  Table figures;
  figures.caption = fmt::format("{}: what was approved, itemised and drawn", fund.fund.title);
  figures.shape = TableShape::plain;
  figures.columns = {{"Figure"}, {"Amount", true}};
  for (auto const& [name, amount] :
       std::vector<std::pair<std::string, Money>>{{"Asked for, not decided", amounts.asked},
                                                  {"Approved", amounts.approved},
                                                  {"Itemised", amounts.itemised},
                                                  {"Unallocated", amounts.unallocated()},
                                                  {"In profiles", amounts.profiled},
                                                  {"Draw-downs asked for", amounts.requested},
                                                  {"Drawn", amounts.drawn},
                                                  {"Not drawn", amounts.not_drawn()}})
    figures.rows.push_back({{words(name), amount_cell(amount)}});
  Html out;
  out << R"(<figure class="gt-figure"><figcaption><p class="gt-figure__sentence">)" << sentence_of(fund)
      << "</p></figcaption>" << bars("fund-" + fund.fund.id, fund.fund.title, shown)
      << details("Show these figures as a table", table(figures)) << "</figure>\n";
  return out;
}

Html lines_table(FundStanding const& fund) {
  Table out;
  out.caption = fmt::format("Bids, approvals and lines of {}", fund.fund.title);
  out.columns = {{"Approval and line"}, {"Kind"}, {"Amount", true}, {"Drawn", true}, {"One-off or recurring"}};
  for (auto const& each : fund.approvals) {
    auto const& amounts = each.amounts;
    auto const amount = each.approval.money("approved_amount").value_or(*each.approval.money("amount"));
    Html title = link(words(each.approval.title), Href{each.approval.address()});
    title << words(" ") << money_state_tag(each.approval);
    out.rows.push_back(
        {{title, words(each.lines.empty() ? "no lines" : plural(static_cast<std::int64_t>(each.lines.size()), "line")),
          amount_cell(amount), amount_cell(amounts.drawn), words(capital(each.approval.text("recurrence")))},
         RowKind::plain});
    for (auto const& line : each.lines)
      out.rows.push_back({{link(words(line.title), Href{line.address()}), words(capital(line.text("line_kind"))),
                           amount_cell(*line.money("amount")), Html{},
                           line.text("recurrence").empty() ? words("–") : words(capital(line.text("recurrence")))},
                          RowKind::sub});
  }
  return table(out);
}

Result<pages::Answer> overview_page(pages::PageCall& call) {
  auto const funds =
      TRY(call.read("money.view", [](db::Transaction& transaction) { return money_overview(transaction); }));
  Page page;
  page.title = "Money and posts";
  page.section = money_section;
  Head top{.title = page.title, .caption = "What was approved, what it buys, and what is not yet spoken for"};
  bool const may_edit = call.may("money.edit");
  if (may_edit && !funds.empty()) {
    top.actions.push_back({words("Add a fund"), "/funds/new"});
    top.actions.push_back({words("Who approves"), "/resources/settings"});
  }
  page.body << money_navigation("/resources") << head(top);
  if (funds.empty()) {
    Empty empty{
        "No money yet",
        words("A fund holds the money; a bid asks for it; once the body that decides has agreed, lines say what it "
              "buys and posts hang on the lines."),
        {}};
    if (may_edit) empty.steps = {link_button("Add a fund", "/funds/new")};
    page.body << empty_state(empty);
    return pages::page(std::move(page));
  }
  for (auto const& fund : funds) {
    page.body << heading(link(words(fund.fund.title), Href{fund.fund.address()}),
                         "fund-" + std::to_string(fund.fund.number));
    if (fund.approvals.empty()) {
      page.body << paragraph(words("Nothing was asked of this fund."));
      continue;
    }
    page.body << figure_of(fund);
    for (auto const& each : fund.approvals) page.body << gaps_part(each, may_edit) << total_part(each, funds);
    page.body << lines_table(fund);
  }
  page.body << source_line(
      words("Approved: as the body that decides agreed. Itemised: cost lines. Drawn: draw-downs approved, by "
            "what they take in their first year. A difference is shown, and is not made to fit."));
  return pages::page(std::move(page));
}

}  // namespace

void add_overview_page(pages::Site& site) { site.get("/resources", &overview_page); }

}  // namespace gt::funding

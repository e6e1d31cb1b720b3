#include <fmt/format.h>

#include "funding/pages/money_parts.h"

namespace gt::funding {

using namespace html;
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
                         {"Drawn", amounts.drawn, "f-grey"},
                         {"Spent", amounts.spent, "f-grey"},
                         {"Forecast", amounts.forecast, "edge"}};
  if (!amounts.asked.is_nothing()) shown.insert(shown.begin(), {"Asked for", amounts.asked, "edge"});
  Table figures;
  figures.caption = fmt::format("{}: what was approved, itemised, drawn, spent and forecast", fund.fund.title);
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
                                                  {"Not drawn", amounts.not_drawn()},
                                                  {"Committed", amounts.committed},
                                                  {"Spent", amounts.spent},
                                                  {"Forecast", amounts.forecast},
                                                  {"Returned", amounts.returned},
                                                  {"Approved, less forecast and returned", amounts.unspent()}})
    figures.rows.push_back({{words(name), pounds_cell(amount)}});
  Html out;
  out << R"(<figure class="gt-figure"><figcaption><p class="gt-figure__sentence">)" << sentence_of(fund)
      << "</p></figcaption>" << bars("fund-" + fund.fund.id, fund.fund.title, shown)
      << details("Show these figures as a table", table(figures)) << "</figure>\n";
  return out;
}

std::string against(Money left) {
  if (left.is_nothing()) return "–";
  return left.pence() > 0 ? fmt::format("{} under", in_pounds(left)) : fmt::format("{} over", in_pounds(-left));
}

Html lines_table(FundStanding const& fund) {
  Table out;
  out.caption = fmt::format("Bids, approvals and lines of {}", fund.fund.title);
  auto const spent_to = fund.approvals.empty() ? std::nullopt : fund.approvals.front().spent_to;
  auto const to = spent_to ? " to " + spent_to->brief() : std::string();
  out.columns = {{"Approval and line"},       {"Amount", true},     {"Drawn", true},
                 {"Profile" + to, true},      {"Spent" + to, true}, {"Forecast", true},
                 {"Against the amount", true}};
  for (auto const& each : fund.approvals) {
    auto const& amounts = each.amounts;
    auto const amount = each.approval.money("approved_amount").value_or(*each.approval.money("amount"));
    Html title = link(words(each.approval.title), Href{each.approval.address()});
    title << words(" ") << money_state_tag(each.approval);
    ForecastSum all;
    for (auto const& sum : each.sums) all += sum;
    out.rows.push_back(
        {{with_note(title, words(each.lines.empty() ? "no lines"
                                                    : plural(static_cast<std::int64_t>(each.lines.size()), "line"))),
          pounds_cell(amount), pounds_cell(amounts.drawn), pounds_cell(all.profile_to_date), pounds_cell(amounts.spent),
          each.has_forecast ? pounds_cell(amounts.forecast) : words("–"),
          words(each.has_forecast ? against(amount - amounts.forecast) : "–")},
         RowKind::plain});
    for (std::size_t at = 0; at < each.lines.size(); ++at) {
      auto const& line = each.lines[at];
      auto const& sum = each.sums[at];
      bool const has_forecast = !sum.forecast.is_nothing() || !sum.profile.is_nothing();
      out.rows.push_back(
          {{link(words(line.title), Href{line.address()}), pounds_cell(*line.money("amount")), Html{},
            pounds_cell(sum.profile_to_date), pounds_cell(sum.spent),
            has_forecast ? link(words(in_pounds(sum.forecast)), Href{line.address() + "/forecast"}) : words("–"),
            words(has_forecast ? against(*line.money("amount") - sum.forecast) : "–")},
           RowKind::sub});
    }
  }
  return table(out);
}

// What follows from the figures, for those who decide.
Html meaning_of(FundStanding const& fund) {
  std::vector<Html> said;
  for (auto const& each : fund.approvals) {
    auto const left = each.amounts.unspent();
    if (!each.has_forecast || each.amounts.approved.is_nothing() || left.pence() <= 0) continue;
    auto const back = fund.fund.text("gives_back");
    auto sentence = fmt::format("By the forecast {} of “{}” is not needed", in_pounds(left), each.approval.title);
    sentence += back.empty() ? "." : fmt::format(". Where an underspend goes: {}", back);
    Html item = words(sentence + (back.empty() || back.ends_with('.') ? " " : ". "));
    item << link(words("Return it"), Query{}.with("inside", each.approval.id).at("/underspend-returns/new"));
    said.push_back(item);
  }
  if (said.empty()) return {};
  Html out = subheading(words("What this means"));
  return out << bullets(said);
}

Result<pages::Answer> overview_page(pages::PageCall& call) {
  auto const funds =
      TRY(call.read("money.view", [today = call.environment().clock.today()](db::Transaction& transaction) {
        return money_overview(transaction, today);
      }));
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
    page.body << meaning_of(fund) << lines_table(fund);
  }
  page.body << source_line(words(
      "Approved: as the body that decides agreed. Itemised: cost lines. Drawn: draw-downs approved, by "
      "what they take in their first year. Committed: orders and contracts not paid yet. Spent and forecast: of "
      "money that runs on, this financial year, to the nearest pound. A difference is shown, and is not made to fit."));
  return pages::page(std::move(page));
}

}  // namespace

void add_overview_page(pages::Site& site) { site.get("/resources", &overview_page); }

}  // namespace gt::funding

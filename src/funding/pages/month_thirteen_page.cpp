#include <fmt/format.h>

#include "funding/pages/money_parts.h"

namespace gt::funding {

using namespace html;
using records::capital;

namespace {

Html month_part(MonthThirteen const& month, std::vector<Record> const& contributions) {
  Html out = heading(link(words(month.approval.title), Href{month.approval.address()}));
  out << paragraph(words(
      fmt::format("The money ends on {}. From then on, a month: {} kept and paid for, {} ending, {} not decided.",
                  month.ends.printed(), month.kept.printed(), month.ending.printed(), month.undecided.printed())));
  if (auto const sustain = month.approval.text("sustain"); !sustain.empty()) {
    auto sentence = "What was agreed: " + sustain;
    if (auto const by = month.approval.text("sustain_by"); !by.empty())
      sentence += fmt::format(" To be settled by {}", by);
    if (auto const day = month.approval.date("sustain_due")) sentence += fmt::format(", {}", day->printed());
    out << paragraph(words(sentence));
  }
  if (month.posts.empty()) {
    out << paragraph(words("No post hangs on its lines."));
  } else {
    Table posts;
    posts.caption = fmt::format("Posts when {} ends", month.approval.title);
    posts.columns = {{"Post"}, {"A month", true}, {"What becomes of it"}, {"Who pays then"}, {"To decide"}};
    for (auto const& each : month.posts) {
      auto const exit = each.post.text("exit");
      auto const pays = each.post.text("exit_pays");
      auto const day = each.post.date("exit_due");
      auto const owner = each.post.text("exit_owner");
      Html to_decide = words("–");
      if (exit.empty()) {
        to_decide = words(owner.empty() ? "Nobody named" : capital(owner));
        if (day) to_decide = with_note(to_decide, date(*day));
      }
      posts.rows.push_back({{link(words(each.post.title), Href{each.post.address()}),
                             each.has_cost ? words(each.a_month.printed()) : words("Not given"),
                             exit.empty() ? tag("Not decided", TagKind::warn) : words(capital(exit)),
                             pays.empty() ? words("–") : words(pays), to_decide}});
    }
    out << table(posts) << month_payers_part(month, contributions);
  }
  if (!month.lines_without_posts.empty()) {
    std::vector<Html> lines;
    for (auto const& line : month.lines_without_posts) {
      Html item = link(words(line.title), Href{line.address()});
      item << words(fmt::format(", {}", line.money("amount")->printed()));
      lines.push_back(item);
    }
    out << details("Lines without posts, which end with the money", bullets(lines));
  }
  return out;
}

Result<pages::Answer> month_thirteen_page(pages::PageCall& call) {
  auto const months =
      TRY(call.read("money.view", [today = call.environment().clock.today()](db::Transaction& transaction) {
        return month_thirteen(transaction, today);
      }));
  auto const contributions = TRY(call.read(
      "money.view", [](db::Transaction& transaction) { return list_money(transaction, {.kind = "contribution"}); }));
  Page page;
  page.title = "Month 13";
  page.section = money_section;
  page.body << money_navigation("/resources/month-13")
            << head({.title = page.title, .caption = "What goes on when the money ends, and who pays for it"});
  if (months.empty()) {
    page.body << empty_state(
        {"No money with an end yet",
         words("An approval that names its last day, or its months, is shown here with its posts."),
         {link_button("Bids and approvals", "/approvals")}});
    return pages::page(std::move(page));
  }
  for (auto const& each : months) page.body << month_part(each, contributions);
  page.body << source_line(words(
      "A month is a twelfth of a post’s cost in a full year. A contribution is taken to run as long as its post."));
  return pages::page(std::move(page));
}

}  // namespace

void add_month_thirteen_page(pages::Site& site) { site.get("/resources/month-13", &month_thirteen_page); }

}  // namespace gt::funding
